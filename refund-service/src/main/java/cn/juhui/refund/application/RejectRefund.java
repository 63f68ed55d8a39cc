package cn.juhui.refund.application;

import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Refusal;

/// The merchant says no, with a coded reason; the customer may contest it.
public record RejectRefund(Cases cases) {

    public Handled<Refund, Refusal> reject(String refundId, Command.Reject rejection, Cause cause) {
        return cases.tell(refundId, rejection, cause);
    }
}
