package cn.juhui.payout.application;

import cn.juhui.payout.domain.Account;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Replacement accounts in memory.
public final class MemoryAccounts implements Accounts {

    private final Map<String, Account> accounts = new ConcurrentHashMap<>();

    @Override
    public void add(String ref, String payoutId, Account account) {
        accounts.put(ref + payoutId, account);
    }

    @Override
    public Optional<Account> find(String ref, String payoutId) {
        return Optional.ofNullable(accounts.get(ref + payoutId));
    }
}
