package cn.juhui.contracts.payout;

import cn.juhui.contracts.Money;
import cn.juhui.contracts.PaymentChannel;

/// The account can't take the money: another one is needed.
public record PayoutAbnormal(
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

    public static final String TYPE = "payout.abnormal";

    @Override
    public String type() {
        return TYPE;
    }
}
