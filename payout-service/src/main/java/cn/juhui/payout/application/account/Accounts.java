package cn.juhui.payout.application.account;

import cn.juhui.payout.domain.account.Account;
import java.util.Optional;

/// The replacement accounts that customers named, kept so that nobody reads them in the store.
public interface Accounts {

    /// @param ref `acc_…`, new
    void add(String ref, String payoutId, Account account);

    /// Empty when there is no such account for this payout.
    Optional<Account> find(String ref, String payoutId);
}
