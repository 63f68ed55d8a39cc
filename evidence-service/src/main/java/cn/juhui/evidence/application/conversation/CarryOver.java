package cn.juhui.evidence.application.conversation;

import cn.juhui.contracts.Role;
import cn.juhui.evidence.application.AttachEvidence;
import cn.juhui.evidence.domain.RefundCase;
import cn.juhui.evidence.domain.conversation.DeskRefusal;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;

/// Makes what was said on an order part of a case of it that begins: the messages stay where they are, and the conversation of the
/// case shows those that were said before this moment. Done again, it changes nothing.
public record CarryOver(OrderTalk talk, AttachEvidence attachEvidence) {

    public void into(RefundCase refund, Cause cause) {
        var handled =
                talk.conversations()
                        .<DeskRefusal>handle(
                                OrderTalk.idOf(refund.orderId()),
                                cause,
                                known -> known.aggregate().carryOver(refund.refundId()));
        if (handled instanceof Handled.NotFound) {
            return;
        }
        for (var message : talk.before(refund.refundId(), refund.orderId(), Role.AGENT)) {
            attachEvidence.attach(message.evidenceIds(), refund, cause);
        }
    }
}
