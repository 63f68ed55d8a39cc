package cn.juhui.order.domain.purchase;

import cn.juhui.contracts.Provenance;
import java.time.Duration;
import java.time.Instant;

/// How far back a teller may date what they tell. What is dated further back counts from when it was received; the date that was
/// told is shown beside it. A storefront's import tells of the past by its nature, and is believed.
///
/// @param tolerance for clocks that differ and messages under way
public record BackDating(Duration tolerance) {

    public BackDating {
        if (tolerance.isNegative()) {
            throw new IllegalArgumentException("A tolerance is not negative: " + tolerance);
        }
    }

    /// The instant that counts for lateness.
    public Instant counts(Provenance told) {
        return told.happenedAt().isBefore(told.receivedAt().minus(tolerance))
                ? told.receivedAt()
                : told.happenedAt();
    }
}
