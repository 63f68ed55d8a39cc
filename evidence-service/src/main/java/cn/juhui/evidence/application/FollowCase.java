package cn.juhui.evidence.application;

import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.evidence.domain.RefundCase;
import cn.juhui.platform.messaging.Heard;

/// Keeps up with a case: whose it is, who works on it, whether it has ended, and which evidence is part of it.
public record FollowCase(Cases cases, AttachEvidence attachEvidence, String service) {

    public void follow(Heard<? extends RefundEvent> heard) {
        var event = heard.event();
        var known = cases.find(event.refundId()).orElse(null);
        var refund =
                known == null ? RefundCase.of(event, heard.at()) : known.after(event, heard.at());
        attachEvidence.attach(RefundCase.evidenceIn(event), refund, heard.cause(service));
        if (!refund.equals(known)) {
            cases.keep(refund, heard.sequence());
        }
    }
}
