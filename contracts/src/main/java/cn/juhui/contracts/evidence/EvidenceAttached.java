package cn.juhui.contracts.evidence;

import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.RefundId;

/// A piece of evidence became part of a case: from now on it is kept as long as the case.
public record EvidenceAttached(
        String evidenceId,
        RefundId refundId,
        OrderId orderId,
        CustomerId customerId,
        MerchantId merchantId,
        EvidenceKind kind)
        implements EvidenceEvent {

    public static final String TYPE = "evidence.attached";

    @Override
    public String type() {
        return TYPE;
    }
}
