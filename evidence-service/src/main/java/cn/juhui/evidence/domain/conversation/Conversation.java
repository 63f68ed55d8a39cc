package cn.juhui.evidence.domain.conversation;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.evidence.EvidenceEvent;
import cn.juhui.contracts.evidence.MessagePosted;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.evidence.domain.RefundCase;
import cn.juhui.evidence.domain.conversation.Said.Post;
import cn.juhui.platform.kernel.Decision;
import java.time.Instant;
import java.util.List;

/// The conversation of one case. It begins with its first message and grows for as long as the case is open, and a while longer;
/// nothing that was said is ever changed. What was said is its history; here is only what the next message depends on.
///
/// @param count how many messages there are
/// @param recent the last [ConversationLimits#REMEMBERED] of them, oldest first
public record Conversation(
        String refundId, String customerId, String merchantId, int count, List<Post> recent) {

    public Conversation {
        recent = List.copyOf(recent);
    }

    /// The conversation of a case in which nobody has said anything.
    public static Conversation of(RefundCase refund) {
        return new Conversation(
                refund.refundId(), refund.customerId(), refund.merchantId(), 0, List.of());
    }

    /// @param refund the case as it is known now
    public Decision<Conversation, EvidenceEvent, PostRefusal> post(
            Message message, RefundCase refund, ConversationLimits limits, Instant now) {
        var said = new Said(count, recent);
        if (said.has(message.id())) {
            return Decision.alreadyDone();
        }
        if (refund.endedAt() != null && now.isAfter(refund.endedAt().plus(limits.afterEnd()))) {
            return Decision.refused(new PostRefusal.Closed());
        }
        var refusal = said.refusalFor(message.writer().id(), limits, now);
        return refusal.isPresent()
                ? Decision.refused(refusal.get())
                : Decision.accepted(
                        with(said.with(message.id(), message.writer().id(), now)),
                        message.posted(refund));
    }

    private Conversation with(Said said) {
        return new Conversation(refundId, customerId, merchantId, said.count(), said.recent());
    }

    /// Something to be said.
    ///
    /// @param id `msg_…`, the same for every try of the same operation
    /// @param writer as which side, and who
    public record Message(String id, Actor writer, MessageText text, List<String> evidenceIds) {

        MessagePosted posted(RefundCase refund) {
            return new MessagePosted(
                    id,
                    new RefundId(refund.refundId()),
                    new CustomerId(refund.customerId()),
                    new MerchantId(refund.merchantId()),
                    writer.role(),
                    text.value(),
                    evidenceIds,
                    new OrderId(refund.orderId()),
                    refund.orderNo(),
                    refund.agentId());
        }
    }
}
