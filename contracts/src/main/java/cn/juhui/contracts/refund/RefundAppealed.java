package cn.juhui.contracts.refund;

import java.util.List;

/// The customer contests the rejection.
public record RefundAppealed(
        String refundId,
        String orderId,
        String orderNo,
        String customerId,
        String merchantId,
        String statement,
        List<String> evidenceIds,
        int round)
        implements RefundEvent {

    public static final String TYPE = "refund.appealed";

    @Override
    public String type() {
        return TYPE;
    }
}
