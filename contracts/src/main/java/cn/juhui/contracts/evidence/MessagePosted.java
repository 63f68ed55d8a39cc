package cn.juhui.contracts.evidence;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.RefundId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody wrote into the conversation of a case.
///
/// @param from the writer's side, not the person
/// @param agentId the agent who has taken the case, who is to hear of it too; absent before one has
public record MessagePosted(
        String messageId,
        RefundId refundId,
        CustomerId customerId,
        MerchantId merchantId,
        Role from,
        String text,
        List<String> evidenceIds,
        @Nullable OrderId orderId,
        @Nullable String orderNo,
        @Nullable String agentId)
        implements EvidenceEvent {

    public static final String TYPE = "evidence.message_posted";

    @Override
    public String type() {
        return TYPE;
    }
}
