package cn.juhui.evidence.application.conversation;

import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.contracts.refund.RefundRequested;
import cn.juhui.evidence.application.AttachEvidence;
import cn.juhui.evidence.application.Cases;
import cn.juhui.evidence.domain.RefundCase;
import cn.juhui.platform.messaging.ReceivedEvent;

/// Keeps up with a case: whose it is, who works on it, whether it has ended, which evidence is part of it, and what was said on its
/// order before.
public record FollowCase(
        Cases cases, AttachEvidence attachEvidence, CarryOver carryOver, String service) {

    /// Whether it is the first that is heard of its case.
    public boolean isNew(RefundEvent event) {
        return event instanceof RefundRequested
                || RefundCase.concerns(event) && !cases.isKnown(event.refundId().value());
    }

    public void follow(ReceivedEvent<? extends RefundEvent> heard) {
        var event = heard.event();
        if (!RefundCase.concerns(event)) {
            return;
        }
        // Before the application there is nothing; where it comes again, what is kept stays.
        var known =
                event instanceof RefundRequested
                        ? null
                        : cases.find(event.refundId().value()).orElse(null);
        var refund =
                known == null ? RefundCase.of(event, heard.at()) : known.after(event, heard.at());
        attachEvidence.attach(
                RefundCase.evidenceIn(event),
                RefundCase.useIn(event),
                refund,
                heard.cause(service));
        carryOver(heard, refund);
        if (!refund.equals(known)) {
            cases.keep(refund, heard.sequence());
            // Somebody may have begun to talk on the order just before the case could be known.
            carryOver(heard, refund);
        }
    }

    private void carryOver(ReceivedEvent<? extends RefundEvent> heard, RefundCase refund) {
        if (heard.event() instanceof RefundRequested) {
            carryOver.into(refund, heard.cause(service));
        }
    }
}
