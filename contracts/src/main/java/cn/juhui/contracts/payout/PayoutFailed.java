package cn.juhui.contracts.payout;

import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/// The channel refused; no money moved. `retryable` attempts are repeated by the platform.
public record PayoutFailed(
        @JsonUnwrapped PayoutIds ids,
        Money amount,
        PaymentChannel channel,
        String payoutNo,
        String code,
        boolean retryable)
        implements PayoutEvent {

    public static final String TYPE = "payout.failed";

    @Override
    public String type() {
        return TYPE;
    }
}
