package cn.juhui.standalone.channel.ledger;

import cn.juhui.contracts.money.PaymentChannel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line of the ledger: one refund number, for ever.
///
/// @param amount minor units
/// @param account the named account; null for the original route
/// @param settlesAt when the money is with the customer; null when the account can't take it
/// @param takenAt when the channel took it on, which is the day of its statement; null in entries from before that was kept
public record LedgerEntry(
        PaymentChannel channel,
        String refundNo,
        String channelTransactionId,
        long amount,
        String currency,
        @Nullable String account,
        String channelRefundId,
        @Nullable Instant settlesAt,
        @Nullable Instant takenAt) {

    /// What a query at this instant is told.
    public enum Status {
        SUCCEEDED,
        PROCESSING,
        ABNORMAL,
        /// It had succeeded, and the channel took it back.
        REVERSED
    }

    public Status statusAt(Instant now) {
        if (settlesAt == null) {
            return Status.ABNORMAL;
        }
        return settlesAt.isAfter(now) ? Status.PROCESSING : Status.SUCCEEDED;
    }

    /// When it stands in the channel's books; null when it doesn't, because the account can't take it.
    public @Nullable Instant bookedAt() {
        return settlesAt == null || takenAt == null ? settlesAt : takenAt;
    }

    String key() {
        return key(channel, refundNo);
    }

    static String key(PaymentChannel channel, String refundNo) {
        return channel + "/" + refundNo;
    }
}
