package cn.juhui.contracts.payout;

import cn.juhui.contracts.Money;
import cn.juhui.contracts.PaymentChannel;

/// The answer was lost: nobody can tell yet whether money moved. It is asked again until known.
public record PayoutUnknown(
        String payoutId,
        String refundId,
        String orderId,
        String customerId,
        String merchantId,
        Money amount,
        PaymentChannel channel,
        String payoutNo,
        String why)
        implements PayoutEvent {

    public static final String TYPE = "payout.unknown";

    @Override
    public String type() {
        return TYPE;
    }
}
