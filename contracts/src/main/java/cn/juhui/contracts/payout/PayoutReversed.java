package cn.juhui.contracts.payout;

import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/// The channel took the money back after it had paid.
public record PayoutReversed(
        @JsonUnwrapped PayoutIds ids,
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
