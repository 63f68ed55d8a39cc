package cn.juhui.contracts.evidence;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody wrote into the conversation of an order, before there was a case or after one had ended.
///
/// @param from the writer's side, not the person
/// @param merchantSees whether it is for the merchant's eyes too: only once an agent has asked the merchant in
/// @param agentId the agent who has taken the conversation, who is to hear of it too; absent while nobody has
public record OrderMessagePosted(
        String messageId,
        OrderId orderId,
        @Nullable String orderNo,
        CustomerId customerId,
        MerchantId merchantId,
        Role from,
        String text,
        List<String> evidenceIds,
        boolean merchantSees,
        @Nullable String agentId)
        implements EvidenceEvent {

    public static final String TYPE = "evidence.order_message_posted";

    @Override
    public String type() {
        return TYPE;
    }
}
