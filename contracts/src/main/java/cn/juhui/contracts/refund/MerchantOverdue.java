package cn.juhui.contracts.refund;

import java.time.Instant;

/// The merchant's clock ran out.
public record MerchantOverdue(
        String refundId,
        String orderId,
        String orderNo,
        String customerId,
        String merchantId,
        Instant deadline)
        implements RefundEvent {

    public static final String TYPE = "refund.merchant_overdue";

    @Override
    public String type() {
        return TYPE;
    }
}
