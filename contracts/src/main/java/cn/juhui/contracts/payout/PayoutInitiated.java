package cn.juhui.contracts.payout;

import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/// A payout exists and has its number; nothing was sent to the channel yet.
public record PayoutInitiated(
        @JsonUnwrapped PayoutIds ids, Money amount, PaymentChannel channel, String payoutNo)
        implements PayoutEvent {

    public static final String TYPE = "payout.initiated";

    @Override
    public String type() {
        return TYPE;
    }
}
