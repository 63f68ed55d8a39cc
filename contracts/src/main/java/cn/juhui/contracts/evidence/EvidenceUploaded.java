package cn.juhui.contracts.evidence;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;

/// A picture was stored.
public record EvidenceUploaded(
        String evidenceId,
        OrderId orderId,
        CustomerId customerId,
        MerchantId merchantId,
        EvidenceKind kind,
        String mediaType,
        long bytes,
        String sha256,
        int width,
        int height,
        Role uploadedBy)
        implements EvidenceEvent {

    public static final String TYPE = "evidence.uploaded";

    @Override
    public String type() {
        return TYPE;
    }
}
