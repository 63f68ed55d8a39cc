package cn.juhui.order.domain.express;

import cn.juhui.contracts.Actor;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether the platform decides refunds of a customer, or of a merchant's orders, at once (R9), as people decided it.
///
/// @param decisions the latest ones, newest last; what the last one says holds
public record ExpressBlock(Party party, List<Decided> decisions) {

    /// Decisions that are remembered.
    public static final int MOST_DECISIONS = 50;

    public ExpressBlock {
        decisions = List.copyOf(decisions);
    }

    /// One decision.
    ///
    /// @param until when it ends by itself; null for never
    /// @param cause the request that led to it; null for decisions from before requests were kept
    public record Decided(
            boolean blocked,
            String reason,
            Actor by,
            Instant at,
            @Nullable Instant until,
            @Nullable String cause) {}

    public boolean holdsAt(Instant now) {
        var last = decisions.isEmpty() ? null : decisions.getLast();
        return last != null
                && last.blocked()
                && (last.until() == null || now.isBefore(last.until()));
    }
}
