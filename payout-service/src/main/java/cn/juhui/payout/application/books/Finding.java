package cn.juhui.payout.application.books;

import cn.juhui.contracts.money.Money;
import cn.juhui.payout.domain.books.Comparison;
import cn.juhui.payout.domain.books.Difference;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The books about the money of one refund differ, or did.
///
/// @param payoutId by what it is found: one per refund
/// @param kinds in what they differ, or last did
/// @param says what each side said when they were last seen to differ
/// @param since when that was seen first
/// @param lastSeenAt when that was seen last
/// @param closedAt when they were seen to agree again; null while they differ
public record Finding(
        String payoutId,
        String refundId,
        String orderId,
        String merchantId,
        Money amount,
        List<Difference> kinds,
        Comparison says,
        Instant since,
        Instant lastSeenAt,
        @Nullable Instant closedAt) {

    public Finding {
        kinds = List.copyOf(kinds);
    }

    /// The same, seen again.
    ///
    /// @param before what was known of it; null for nothing
    Finding seenAfter(@Nullable Finding before) {
        return before == null || before.closedAt() != null
                ? this
                : new Finding(
                        payoutId,
                        refundId,
                        orderId,
                        merchantId,
                        amount,
                        kinds,
                        says,
                        before.since(),
                        lastSeenAt,
                        null);
    }

    Finding closed(Instant at) {
        return new Finding(
                payoutId,
                refundId,
                orderId,
                merchantId,
                amount,
                kinds,
                says,
                since,
                lastSeenAt,
                at);
    }
}
