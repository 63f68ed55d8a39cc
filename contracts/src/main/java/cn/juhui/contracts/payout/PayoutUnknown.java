package cn.juhui.contracts.payout;

import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/// The answer was lost: nobody can tell yet whether money moved. It is asked again until known.
public record PayoutUnknown(
        @JsonUnwrapped PayoutIds ids,
        Money amount,
        PaymentChannel channel,
        String payoutNo,
        UnknownReason why)
        implements PayoutEvent {

    public static final String TYPE = "payout.unknown";

    @Override
    public String type() {
        return TYPE;
    }
}
