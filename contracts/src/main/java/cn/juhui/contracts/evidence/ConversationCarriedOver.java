package cn.juhui.contracts.evidence;

import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.RefundId;

/// A refund was requested: what had been said on the order until now is part of the case's conversation from now on.
public record ConversationCarriedOver(
        OrderId orderId, RefundId refundId, CustomerId customerId, MerchantId merchantId)
        implements EvidenceEvent {

    public static final String TYPE = "evidence.conversation_carried_over";

    @Override
    public String type() {
        return TYPE;
    }
}
