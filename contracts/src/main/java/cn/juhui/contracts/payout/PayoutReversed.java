package cn.juhui.contracts.payout;

import cn.juhui.contracts.Money;
import cn.juhui.contracts.PaymentChannel;

/// The channel took the money back after it had paid.
public record PayoutReversed(
        String payoutId,
        String refundId,
        String orderId,
        String customerId,
        String merchantId,
        Money amount,
        PaymentChannel channel,
        String payoutNo,
        String code)
        implements PayoutEvent {

    public static final String TYPE = "payout.reversed";

    @Override
    public String type() {
        return TYPE;
    }
}
