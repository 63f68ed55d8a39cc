package cn.juhui.refund.adapter.http.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.money.Money;
import cn.juhui.refund.adapter.http.bulk.BulkBodies.BulkAction;
import cn.juhui.refund.adapter.http.bulk.BulkView.Outcome;
import cn.juhui.refund.adapter.http.bulk.BulkView.RowView;
import cn.juhui.refund.adapter.http.bulk.BulkView.Sum;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class BulkViewTest {

    @Test
    void many_of_the_highest_amounts_add_up_to_more_than_one_amount_may_be() {
        var highest = new Money(Money.MAX_VALUE, "CNY");
        var row = new RowView("rfd_1", Outcome.ACCEPTED, null, null, highest, 2L, null, null);

        var view = BulkView.of(BulkAction.APPROVE, false, Collections.nCopies(100, row));

        assertThat(view.amounts()).containsExactly(new Sum(100 * Money.MAX_VALUE, "CNY"));
    }
}
