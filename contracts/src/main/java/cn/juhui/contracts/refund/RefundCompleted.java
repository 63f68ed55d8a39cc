package cn.juhui.contracts.refund;

import cn.juhui.contracts.Money;
import cn.juhui.contracts.PaymentChannel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The money is back with the customer.
///
/// @param maskedAccount the replacement account that it went to; absent for the original route
public record RefundCompleted(
        String refundId,
        String orderId,
        String orderNo,
        String customerId,
        String merchantId,
        String payoutId,
        Money amount,
        PaymentChannel channel,
        Instant paidAt,
        @Nullable String maskedAccount)
        implements RefundEvent {

    public static final String TYPE = "refund.completed";

    @Override
    public String type() {
        return TYPE;
    }
}
