package cn.juhui.refund.application;

import cn.juhui.contracts.Money;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Refusal;
import org.jspecify.annotations.Nullable;

/// The merchant agrees: all that is held goes back to the customer.
public record ApproveRefund(Cases cases) {

    public Handled<Refund, Refusal> approve(String refundId, @Nullable Money amount, Cause cause) {
        return cases.tell(refundId, new Command.Approve(amount), cause);
    }
}
