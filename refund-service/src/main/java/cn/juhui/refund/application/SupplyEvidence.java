package cn.juhui.refund.application;

import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Refusal;

/// A side, or an agent for it, adds evidence to the case.
public record SupplyEvidence(Cases cases) {

    public Handled<Refund, Refusal> supply(
            String refundId, Command.SupplyEvidence supply, Cause cause) {
        return cases.tell(refundId, supply, supply.evidenceIds(), cause);
    }
}
