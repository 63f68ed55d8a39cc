package cn.juhui.payout.application.books;

import cn.juhui.payout.domain.books.Difference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How far the books have been compared, and what was found, for all instances together.
public interface Findings {

    /// Up to which change the payouts have been looked at.
    record Position(Instant changedAt, String payoutId) {

        /// Before all.
        public static final Position START = new Position(Instant.EPOCH, "");
    }

    /// Takes the turn to compare, if nobody has it.
    ///
    /// @return empty while it is somebody else's turn, or too early
    Optional<Position> turn();

    /// Every payout that changed up to there was looked at.
    void lookedAt(Position position);

    Optional<Finding> find(String payoutId);

    /// Keeps it; while it isn't closed its payout is looked at again.
    void put(Finding finding);

    /// What its books say couldn't be learned: it is looked at again.
    void unsure(String payoutId);

    /// It is known again, and there is nothing to look at again.
    void sure(String payoutId);

    /// Payouts to look at again, those that waited longest first. Who waits is behind the others afterwards.
    List<String> again(int limit);

    /// @param after since when, and of which payout, the last one of the page before is; null for the first page
    List<Finding> list(boolean open, @Nullable Position after, int limit);

    /// How many are open, of each kind.
    Map<Difference, Long> open();

    /// How many couldn't be compared and wait to be looked at again.
    long waiting();
}
