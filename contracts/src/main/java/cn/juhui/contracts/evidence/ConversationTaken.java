package cn.juhui.contracts.evidence;

import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;

/// An agent took the conversation of an order that nobody had, by saying so or by answering.
public record ConversationTaken(
        OrderId orderId, CustomerId customerId, MerchantId merchantId, String agentId)
        implements EvidenceEvent {

    public static final String TYPE = "evidence.conversation_taken";

    @Override
    public String type() {
        return TYPE;
    }
}
