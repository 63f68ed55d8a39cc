package cn.juhui.contracts.payout;

import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/// The channel was asked for the payout by its number and the outcome is still open. It is asked again at `askAgainAt`.
///
/// @param answer what it said: `PROCESSING`, `NEVER_SEEN`, or why there was no usable answer, such as `TIMEOUT`; `WAITS_FOR_TURN` when nobody was asked, because
///     other refunds of the payment go first: then it is sent at `askAgainAt`
public record PayoutQueried(
        @JsonUnwrapped PayoutIds ids,
        Money amount,
        PaymentChannel channel,
        String payoutNo,
        String answer,
        Instant askAgainAt)
        implements PayoutEvent {

    public static final String TYPE = "payout.queried";

    @Override
    public String type() {
        return TYPE;
    }
}
