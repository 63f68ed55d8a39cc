package cn.juhui.contracts.evidence;

import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import org.jspecify.annotations.Nullable;

/// An agent gave the conversation of an order to another agent, or back to the queue.
///
/// @param fromAgentId who had it; absent when nobody had
/// @param toAgentId who has it now; absent: nobody, it is in the queue again
/// @param text what the colleague should know; for agents only
public record ConversationHandedOver(
        OrderId orderId,
        @Nullable String orderNo,
        CustomerId customerId,
        MerchantId merchantId,
        @Nullable String fromAgentId,
        @Nullable String toAgentId,
        @Nullable String text)
        implements EvidenceEvent {

    public static final String TYPE = "evidence.conversation_handed_over";

    @Override
    public String type() {
        return TYPE;
    }
}
