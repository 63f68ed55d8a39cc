package cn.juhui.order.domain.card;

import cn.juhui.contracts.Provenance;
import cn.juhui.contracts.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A use of a card that was told only after the card had been frozen.
///
/// @param at when it is said to have happened
/// @param provenance who told it; null in documents from before it was kept
/// @param weighed whether the platform has been told of it, so that it stops no payout any more; null for no
public record LateReport(
        Money remainingValue,
        Instant at,
        @Nullable Provenance provenance,
        @Nullable Boolean weighed) {

    LateReport asWeighed() {
        return new LateReport(remainingValue, at, provenance, true);
    }

    public boolean isNews() {
        return !Boolean.TRUE.equals(weighed);
    }
}
