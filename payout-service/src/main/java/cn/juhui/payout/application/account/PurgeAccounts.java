package cn.juhui.payout.application.account;

import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.payout.domain.Payout;
import cn.juhui.payout.domain.PayoutState.Succeeded;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.Stored;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Deletes replacement accounts that nothing will be paid to any more, those included that were named and never used. What people see of them,
/// the mask, stays in the case.
public record PurgeAccounts(
        Journal<Payout, PayoutEvent> payouts, KeptAccounts accounts, Clock clock) {

    /// How long an account is kept after its money arrived: for questions about the payment.
    public static final Duration AFTER_SUCCESS = Duration.ofDays(30);

    /// How long it is kept when the payout stands still without having succeeded: no channel takes a refund later than a year after the
    /// payment.
    public static final Duration OTHERWISE = Duration.ofDays(365);

    private static final int PAGE = 100;

    /// @return how many were deleted
    public int purge() {
        var now = clock.instant();
        var purged = 0;
        var page = accounts.namedBefore(now.minus(AFTER_SUCCESS), "", PAGE);
        while (!page.isEmpty()) {
            for (var account : page) {
                if (isOver(account, now)) {
                    accounts.remove(account);
                    purged++;
                }
            }
            page = accounts.namedBefore(now.minus(AFTER_SUCCESS), page.getLast().ref(), PAGE);
        }
        return purged;
    }

    private boolean isOver(KeptAccounts.Kept account, Instant now) {
        return payouts.find(account.payoutId()).filter(payout -> isOver(payout, now)).isPresent();
    }

    /// What the clock still looks after is not over.
    private static boolean isOver(Stored<Payout> payout, Instant now) {
        var state = payout.aggregate().state();
        var kept = state instanceof Succeeded ? AFTER_SUCCESS : OTHERWISE;
        return state.dueAt() == null && !payout.updatedAt().plus(kept).isAfter(now);
    }
}
