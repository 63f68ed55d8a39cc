package cn.juhui.refund.application;

import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Refusal;

/// The customer asks the platform to decide, because the merchant stays silent.
public record RequestIntervention(Cases cases) {

    public Handled<Refund, Refusal> request(
            String refundId, Command.RequestIntervention request, Cause cause) {
        return cases.tell(refundId, request, request.evidenceIds(), cause);
    }
}
