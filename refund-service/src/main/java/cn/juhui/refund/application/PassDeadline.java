package cn.juhui.refund.application;

import cn.juhui.platform.journal.Cause;
import cn.juhui.refund.domain.Command;

/// The clock says that a case is due: it reminds, escalates, approves or closes, as its policy says.
public record PassDeadline(Cases cases) {

    public void pass(String refundId) {
        var unused =
                cases.tell(refundId, new Command.PassDeadline(), Cause.clock("refund-service"));
    }
}
