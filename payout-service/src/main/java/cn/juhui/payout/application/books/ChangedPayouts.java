package cn.juhui.payout.application.books;

import cn.juhui.payout.application.books.Findings.Position;
import java.time.Instant;
import java.util.List;

/// Payouts in the order of their latest change.
public interface ChangedPayouts {

    /// @param until the latest change that counts
    List<Position> after(Position position, Instant until, int limit);
}
