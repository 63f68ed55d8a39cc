package cn.juhui.contracts.evidence;

/// A refund was requested: what had been said on the order until now is part of the case's conversation from now on.
public record ConversationCarriedOver(
        String orderId, String refundId, String customerId, String merchantId)
        implements EvidenceEvent {

    public static final String TYPE = "evidence.conversation_carried_over";

    @Override
    public String type() {
        return TYPE;
    }
}
