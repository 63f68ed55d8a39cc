package cn.juhui.contracts.evidence;

/// An agent took the conversation of an order that nobody had, by saying so or by answering.
public record ConversationTaken(
        String orderId, String customerId, String merchantId, String agentId)
        implements EvidenceEvent {

    public static final String TYPE = "evidence.conversation_taken";

    @Override
    public String type() {
        return TYPE;
    }
}
