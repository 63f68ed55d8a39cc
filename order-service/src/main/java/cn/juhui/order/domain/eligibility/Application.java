package cn.juhui.order.domain.eligibility;

import cn.juhui.contracts.RefundReason;
import java.time.Instant;
import java.util.List;

/// What somebody applies for, or asks about before applying.
///
/// @param cardIds the chosen cards; empty for all that are still there
/// @param bySupport whether an agent opens the case for the customer (R5)
/// @param at when it was applied for: the windows are measured there, not where a message happens to be handled
public record Application(
        RefundReason reason, List<String> cardIds, boolean bySupport, Instant at) {

    public Application {
        cardIds = List.copyOf(cardIds);
    }
}
