package cn.juhui.refund.application;

import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Refusal;

/// A reviewer asks for more evidence: the merchant the customer, or an agent either side.
public record RequestEvidence(Cases cases) {

    public Handled<Refund, Refusal> request(
            String refundId, Command.RequestEvidence request, Cause cause) {
        return cases.tell(refundId, request, cause);
    }
}
