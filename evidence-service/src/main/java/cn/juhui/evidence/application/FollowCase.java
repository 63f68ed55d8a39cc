package cn.juhui.evidence.application;

import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.evidence.domain.RefundCase;
import cn.juhui.platform.messaging.Heard;

/// Keeps up with a case: whose it is, who works on it, whether it has ended, and which evidence is part of it.
public record FollowCase(Cases cases, AttachEvidence attachEvidence, String service) {

    public void follow(Heard<? extends RefundEvent> heard) {
        var event = heard.event();
        var refund =
                cases.find(event.refundId())
                        .map(known -> known.after(event, heard.at()))
                        .orElseGet(() -> RefundCase.of(event, heard.at()));
        attachEvidence.attach(RefundCase.evidenceIn(event), refund, heard.cause(service));
        cases.keep(refund, heard.sequence());
    }
}
