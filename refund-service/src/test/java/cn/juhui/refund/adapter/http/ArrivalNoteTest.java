package cn.juhui.refund.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.juhui.contracts.ArrivalBasis;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.PayoutId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.payout.PayoutIds;
import cn.juhui.contracts.payout.PayoutSubmitted;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.TestTokens;
import cn.juhui.refund.application.RefundCommands;
import cn.juhui.refund.domain.Situations;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/// What the customer reads about when the money should arrive.
class ArrivalNoteTest extends RunningService {

    @Autowired RefundCommands commands;
    private DeskCases desk;
    private String customer;

    @BeforeEach
    void aCustomer() {
        desk = DeskCases.of(commands);
        customer = TestTokens.customer(desk.customerId());
    }

    private String submitted(PaymentChannel channel, ArrivalBasis basis) {
        var id = desk.approved();
        var payoutId = Ids.sibling("pay", id);
        NEIGHBOURS.tellOfPayout(
                payoutId,
                new PayoutSubmitted(
                        new PayoutIds(
                                new PayoutId(payoutId),
                                new RefundId(id),
                                new OrderId("ord_1"),
                                new CustomerId(desk.customerId()),
                                new MerchantId(desk.merchantId())),
                        Money.cny(9900),
                        channel,
                        "P1",
                        "cr_1",
                        Situations.MORNING.plus(Duration.ofDays(5)),
                        basis));
        await().atMost(Duration.ofSeconds(15))
                .until(() ->
                        get("/v1/refunds/" + id, customer)
                                .json()
                                .at("/payout/state")
                                .asString("")
                                .equals("PENDING"));
        return id;
    }

    private String lastStep(String id, String language) {
        var steps = get("/v1/refunds/" + id + "/history", customer, "Accept-Language", language);
        return steps.json()
                .path("data")
                .valueStream()
                .filter(step -> step.path("type").asString().equals("refund.payout_recorded"))
                .findFirst()
                .orElseThrow()
                .path("text")
                .asString();
    }

    @Test
    void an_estimate_that_counted_weekdays_only_says_so_on_the_case_and_in_its_history() {
        var id = submitted(PaymentChannel.BANK_CARD, ArrivalBasis.WEEKDAYS_ONLY);

        var payout = get("/v1/refunds/" + id, customer).is(200).json().path("payout");
        assertThat(payout.path("arrivalBasis").asString()).isEqualTo("WEEKDAYS_ONLY");
        assertThat(payout.path("arrivalNote").asString()).contains("按周一至周五估算");
        assertThat(lastStep(id, "zh")).contains("前到账。预计到账时间按周一至周五估算");
        assertThat(lastStep(id, "en")).contains("Estimated from Monday to Friday");
    }

    @ParameterizedTest
    @CsvSource({"BANK_CARD, WORKING_CALENDAR", "ALIPAY,"})
    void a_sure_one_says_nothing_more(PaymentChannel channel, ArrivalBasis basis) {
        var id = submitted(channel, basis);

        var payout = get("/v1/refunds/" + id, customer).is(200).json().path("payout");
        assertThat(payout.path("arrivalBasis").asString(""))
                .isEqualTo(basis == null ? "" : basis.name());
        assertThat(payout.has("arrivalNote")).isFalse();
        assertThat(lastStep(id, "zh")).endsWith("前到账");
    }
}
