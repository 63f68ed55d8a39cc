package cn.juhui.payout.application.account;

import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.payout.domain.Payout;
import cn.juhui.payout.domain.account.Account;
import cn.juhui.payout.domain.account.Destination;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.kernel.Ids;
import java.util.Optional;

/// A customer names another account for a payout that their own can't take. It is only kept: money goes there when refund-service
/// tells that it was verified.
public record KeepAccount(Journal<Payout, PayoutEvent> payouts, Accounts accounts) {

    /// @return by what it is known from now on; empty when the payout needs no account
    public Optional<Destination> keep(String payoutId, Account account) {
        var needed = payouts.find(payoutId).filter(p -> p.aggregate().needsAccount()).isPresent();
        if (!needed) {
            return Optional.empty();
        }
        var ref = Ids.next("acc");
        accounts.add(ref, payoutId, account);
        return Optional.of(new Destination(ref, account.channel(), account.number().masked()));
    }
}
