package cn.juhui.contracts.evidence;

import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;

/// An agent marked the conversation of an order as read: what was said last needs no answer, or was answered in the case.
public record ConversationSettled(
        OrderId orderId, CustomerId customerId, MerchantId merchantId, String agentId)
        implements EvidenceEvent {

    public static final String TYPE = "evidence.conversation_settled";

    @Override
    public String type() {
        return TYPE;
    }
}
