package cn.juhui.contracts.payout;

import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The customer has the refund under one number, and a second number of the same payout was paid as well, or is under way: what was paid once too
/// often is a loss until the channel takes it back (`payout.paid_twice_undone`). Told again when a second number that was under way is paid.
///
/// @param amount what was paid once too often
/// @param payoutNo the number that the refund is settled by
/// @param secondPayoutNo the number that was paid once too often
/// @param secondPaidAt when the channel paid it; absent while it is under way
public record PayoutPaidTwice(
        @JsonUnwrapped PayoutIds ids,
        Money amount,
        PaymentChannel channel,
        String payoutNo,
        Instant paidAt,
        PaymentChannel secondChannel,
        String secondPayoutNo,
        @Nullable Instant secondPaidAt)
        implements PayoutEvent {

    public static final String TYPE = "payout.paid_twice";

    @Override
    public String type() {
        return TYPE;
    }
}
