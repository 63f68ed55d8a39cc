package cn.juhui.refund.application;

import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Refusal;

/// A second agent confirms the ruling that another one proposed, or returns it.
public record ConfirmRuling(Cases cases) {

    public Handled<Refund, Refusal> confirm(
            String refundId, Command.ConfirmRuling confirmation, Cause cause) {
        return cases.tell(refundId, confirmation, cause);
    }
}
