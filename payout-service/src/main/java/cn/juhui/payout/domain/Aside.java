package cn.juhui.payout.domain;

import cn.juhui.contracts.money.PaymentChannel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is known of an attempt that the payout does not rest on any more: another number took its place, or an older one paid after all. A channel can
/// pay late what it called stuck, so it is asked on for [QueryPauses#WATCHED], and longer while its outcome is open.
///
/// @param channel where it was sent
/// @param since when it was left
/// @param askAt the next question; null in payouts from before old numbers were watched
/// @param paidAt when the channel paid it; null while it has not
public record Aside(
        PaymentChannel channel,
        Instant since,
        @Nullable Instant askAt,
        Standing standing,
        @Nullable Instant paidAt) {

    /// How it stands with the channel.
    public enum Standing {
        /// The account can't take it.
        STUCK,
        /// Refused, or never sent: it was stopped in time.
        NOT_SENT,
        /// Whoever was entitled may have sent it.
        OPEN,
        /// The channel has taken it on.
        UNDER_WAY,
        PAID,
        TAKEN_BACK;

        /// Whether it is still to be found out.
        boolean isOpen() {
            return this == OPEN || this == UNDER_WAY;
        }

        /// Whether the customer has its money, or is about to get it.
        boolean costs() {
            return this == PAID || this == UNDER_WAY;
        }

        /// The word for it in the API, as a payout's state.
        String word() {
            return switch (this) {
                case STUCK -> "ABNORMAL";
                case NOT_SENT -> "FAILED";
                case OPEN -> "UNKNOWN";
                case UNDER_WAY -> "PENDING";
                case PAID -> "SUCCEEDED";
                case TAKEN_BACK -> "REVERSED";
            };
        }
    }

    /// Left just now.
    static Aside left(PaymentChannel channel, Standing standing, Instant at) {
        return new Aside(channel, at, null, standing, null).askedAgain(at);
    }

    /// When the clock has to look at it; null: never. What was paid is followed through the channel's list of what it takes back.
    @Nullable Instant dueAt() {
        if (askAt == null || standing == Standing.PAID) {
            return null;
        }
        return standing.isOpen() || askAt.isBefore(since.plus(QueryPauses.WATCHED)) ? askAt : null;
    }

    Aside standing(Standing now) {
        return new Aside(channel, since, askAt, now, paidAt);
    }

    Aside paid(Instant when) {
        return new Aside(channel, since, askAt, Standing.PAID, when);
    }

    Aside askedAgain(Instant at) {
        return askedAt(at.plus(QueryPauses.whileWatching(since, at, standing.isOpen())));
    }

    Aside askedAt(Instant at) {
        return new Aside(channel, since, at, standing, paidAt);
    }
}
