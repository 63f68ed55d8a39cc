package cn.juhui.refund.application;

import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Refusal;

/// The application comes back with more evidence after a rejection for lack of it.
public record ResubmitRefund(Cases cases) {

    public Handled<Refund, Refusal> resubmit(
            String refundId, Command.Resubmit resubmission, Cause cause) {
        return cases.tell(refundId, resubmission, resubmission.evidenceIds(), cause);
    }
}
