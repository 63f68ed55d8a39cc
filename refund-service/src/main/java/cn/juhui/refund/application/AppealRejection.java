package cn.juhui.refund.application;

import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Refusal;

/// The customer contests the merchant's rejection: the platform decides.
public record AppealRejection(Cases cases) {

    public Handled<Refund, Refusal> appeal(String refundId, Command.Appeal appeal, Cause cause) {
        return cases.tell(refundId, appeal, appeal.evidenceIds(), cause);
    }
}
