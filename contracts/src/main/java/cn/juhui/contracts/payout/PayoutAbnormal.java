package cn.juhui.contracts.payout;

import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/// The account can't take the money: another one is needed.
public record PayoutAbnormal(
        @JsonUnwrapped PayoutIds ids,
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
