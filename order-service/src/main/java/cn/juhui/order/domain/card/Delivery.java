package cn.juhui.order.domain.card;

import cn.juhui.contracts.Provenance;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// That a card is in the customer's hands.
///
/// @param at the instant that counts for lateness; null where only its use told that it was delivered, on cards from before facts had a source
/// @param told who told it; null on cards from before that was kept
/// @param codeHint at most the last four characters of the code, never the code; null when nobody told them
public record Delivery(@Nullable Instant at, @Nullable Provenance told, @Nullable String codeHint) {

    static final Delivery UNKNOWN = new Delivery(null, null, null);

    /// When it is said to have happened; null when nobody knows.
    public @Nullable Instant happenedAt() {
        return told == null ? at : told.happenedAt();
    }

    /// From when the self-service window runs (R5): the later of when it is said to have happened and when it was told, so that the
    /// window never starts before the customer could know. Null when nobody knows.
    @Nullable Instant windowStart() {
        return told == null ? at : told.countsFrom();
    }
}
