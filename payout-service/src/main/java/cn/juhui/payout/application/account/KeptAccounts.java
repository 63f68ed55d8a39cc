package cn.juhui.payout.application.account;

import java.time.Instant;
import java.util.List;

/// The same accounts for who looks after them, without what they say.
public interface KeptAccounts {

    record Kept(String ref, String payoutId) {}

    /// Those named before a time, the oldest first.
    ///
    /// @param after the last one of the page before; empty for the first page
    List<Kept> namedBefore(Instant time, String after, int limit);

    /// Deletes it for good.
    void remove(Kept account);
}
