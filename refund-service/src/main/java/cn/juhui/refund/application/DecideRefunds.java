package cn.juhui.refund.application;

import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Refusal;

/// One of many cases that somebody decides at once: each is told for itself, so what one of them answers says nothing about
/// the others.
public record DecideRefunds(Cases cases) {

    /// Tells the case. Who tries again after a crash in the middle, in the name of the same operation, gets the case as it was
    /// decided then, although their version is an old one by now.
    public Handled<Refund, Refusal> decide(String refundId, Command command, Cause cause) {
        return cases.tell(refundId, command, cause);
    }

    /// What the case would answer now, as the state it would be in; nothing is changed.
    public Handled<Refund, Refusal> rehearse(String refundId, Command command, Cause cause) {
        return cases.rehearse(refundId, command, cause);
    }
}
