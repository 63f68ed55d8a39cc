package cn.juhui.contracts.evidence;

import cn.juhui.contracts.Role;
import java.util.List;

/// Somebody wrote into the conversation of a case.
public record MessagePosted(
        String messageId,
        String refundId,
        String customerId,
        String merchantId,
        Role from,
        String text,
        List<String> evidenceIds)
        implements EvidenceEvent {

    public static final String TYPE = "evidence.message_posted";

    @Override
    public String type() {
        return TYPE;
    }
}
