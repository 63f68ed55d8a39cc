package cn.juhui.contracts.evidence;

import cn.juhui.contracts.EvidenceKind;

/// A piece of evidence became part of a case: from now on it is kept as long as the case.
public record EvidenceAttached(
        String evidenceId,
        String refundId,
        String orderId,
        String customerId,
        String merchantId,
        EvidenceKind kind)
        implements EvidenceEvent {

    public static final String TYPE = "evidence.attached";

    @Override
    public String type() {
        return TYPE;
    }
}
