package cn.juhui.contracts.payout;

import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/// The channel's own word proves that the customer has the money.
public record PayoutCompleted(
        @JsonUnwrapped PayoutIds ids,
        Money amount,
        PaymentChannel channel,
        String payoutNo,
        String channelRefundId,
        Instant paidAt)
        implements PayoutEvent {

    public static final String TYPE = "payout.completed";

    @Override
    public String type() {
        return TYPE;
    }
}
