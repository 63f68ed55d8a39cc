package cn.juhui.payout.application.ledger;

import cn.juhui.payout.application.books.Findings.Position;
import cn.juhui.payout.domain.Payout;
import cn.juhui.payout.domain.ledger.Postings.Told;
import java.time.Instant;
import java.util.List;

/// Payouts with all that they told, in the order of their latest changes.
public interface ToldPayouts {

    /// @param position of its latest change
    record ToldPayout(Position position, Payout payout, List<Told> history) {}

    /// The next ones behind a position, not changed after `until`.
    List<ToldPayout> after(Position position, Instant until, int limit);
}
