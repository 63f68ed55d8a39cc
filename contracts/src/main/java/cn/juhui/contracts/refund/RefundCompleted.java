package cn.juhui.contracts.refund;

import cn.juhui.contracts.Money;
import cn.juhui.contracts.PaymentChannel;
import java.time.Instant;

/// The money is back with the customer.
public record RefundCompleted(
        String refundId,
        String orderId,
        String orderNo,
        String customerId,
        String merchantId,
        String payoutId,
        Money amount,
        PaymentChannel channel,
        Instant paidAt)
        implements RefundEvent {

    public static final String TYPE = "refund.completed";

    @Override
    public String type() {
        return TYPE;
    }
}
