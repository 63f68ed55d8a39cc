package cn.juhui.contracts.payout;

import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A number that was paid once too often is paid no more, or turned out not to be: its loss is undone.
///
/// @param amount what is no loss any more
/// @param channel of the number that the refund is settled by
/// @param payoutNo the number that the refund is settled by from now on; absent when it is settled by none any more (`payout.reversed` follows)
/// @param channelRefundId the channel's own reference of that number
/// @param undonePayoutNo the number that is no loss any more
public record PayoutPaidTwiceUndone(
        @JsonUnwrapped PayoutIds ids,
        Money amount,
        @Nullable PaymentChannel channel,
        @Nullable String payoutNo,
        @Nullable String channelRefundId,
        @Nullable Instant paidAt,
        String undonePayoutNo)
        implements PayoutEvent {

    public static final String TYPE = "payout.paid_twice_undone";

    @Override
    public String type() {
        return TYPE;
    }
}
