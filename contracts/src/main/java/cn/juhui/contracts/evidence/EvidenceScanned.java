package cn.juhui.contracts.evidence;

import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;

/// The malware scanner was asked about a piece of evidence.
public record EvidenceScanned(
        String evidenceId,
        OrderId orderId,
        CustomerId customerId,
        MerchantId merchantId,
        ScanState state)
        implements EvidenceEvent {

    public static final String TYPE = "evidence.scanned";

    @Override
    public String type() {
        return TYPE;
    }
}
