package cn.juhui.contracts.evidence;

/// An agent marked the conversation of an order as read: what was said last needs no answer, or was answered in the case.
public record ConversationSettled(
        String orderId, String customerId, String merchantId, String agentId)
        implements EvidenceEvent {

    public static final String TYPE = "evidence.conversation_settled";

    @Override
    public String type() {
        return TYPE;
    }
}
