package cn.juhui.refund.application;

import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Refusal;

/// An agent decides, with an amount or a ratio and the rule it rests on.
public record RuleOnRefund(Cases cases) {

    public Handled<Refund, Refusal> rule(String refundId, Command.Rule ruling, Cause cause) {
        return cases.tell(refundId, ruling, cause);
    }
}
