package cn.juhui.payout.application;

import cn.juhui.payout.application.account.Accounts;
import cn.juhui.payout.application.account.KeptAccounts;
import cn.juhui.payout.domain.account.Account;
import cn.juhui.platform.kernel.Ids;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Replacement accounts in memory.
public final class MemoryAccounts implements Accounts, KeptAccounts {

    private final Map<Kept, Account> accounts = new ConcurrentHashMap<>();

    @Override
    public void add(String ref, String payoutId, Account account) {
        accounts.put(new Kept(ref, payoutId), account);
    }

    @Override
    public Optional<Account> find(String ref, String payoutId) {
        return Optional.ofNullable(accounts.get(new Kept(ref, payoutId)));
    }

    @Override
    public List<Kept> namedBefore(Instant time, String after, int limit) {
        var first = Ids.of("acc", new UUID(time.toEpochMilli() << 16, 0));
        return accounts.keySet().stream()
                .filter(kept -> kept.ref().compareTo(after) > 0 && kept.ref().compareTo(first) < 0)
                .sorted(Comparator.comparing(Kept::ref))
                .limit(limit)
                .toList();
    }

    @Override
    public void remove(Kept account) {
        accounts.remove(account);
    }
}
