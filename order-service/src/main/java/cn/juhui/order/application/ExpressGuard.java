package cn.juhui.order.application;

import cn.juhui.contracts.money.Money;
import cn.juhui.order.application.express.ExpressBlocks;
import cn.juhui.order.application.express.ExpressUses;
import cn.juhui.order.domain.eligibility.ExpressRisk;
import cn.juhui.order.domain.express.ExpressLimits;
import cn.juhui.order.domain.express.ExpressUse;
import cn.juhui.order.domain.express.Party;
import cn.juhui.order.domain.purchase.Purchase;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// Looks after the risk limits of express refunds (R9): counts what is refunded at once, for customer and merchant together, each in one
/// guarded update of a small document, so that no two refunds at the same moment pass one limit together.
///
/// A refund is counted once, by its id. Its id stays with the counter until its hold is stored: whoever tries again after a crash
/// in between finds it there.
public final class ExpressGuard {

    /// Of so few orders, a share says nothing.
    private static final int FEWEST_ORDERS = 10;

    private static final int LATEST_ORDERS = 100;
    private static final int MOST_REMEMBERED = 10_000;

    private final ExpressUses uses;
    private final ExpressBlocks blocks;
    private final OrderQueries orders;

    /// Refunds whose hold is stored, by whom they count for: their ids go with the next count. Lost on a crash, they stay in
    /// the document until their hour is over.
    private final Map<Party, Set<String>> stored =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Party, Set<String>> eldest) {
                    return size() > MOST_REMEMBERED;
                }
            };

    public ExpressGuard(ExpressUses uses, ExpressBlocks blocks, OrderQueries orders) {
        this.uses = uses;
        this.blocks = blocks;
        this.orders = orders;
    }

    /// One refund that is about to be decided at once.
    ///
    /// @param limits of each policy that has a say; none for an order from before there were limits
    public record Wish(
            String refundId, Purchase purchase, Money amount, List<ExpressLimits> limits) {

        List<Party> parties() {
            return List.of(
                    Party.customer(purchase.customerId()), Party.merchant(purchase.merchantId()));
        }
    }

    /// What would be said now; counts nothing.
    public ExpressRisk ask(Wish wish, Instant at) {
        var risk = standing(wish, at);
        if (risk != ExpressRisk.CLEAR) {
            return risk;
        }
        var before = uses.of(wish.parties());
        return wish.parties().stream()
                .filter(party -> !allowed(wish, party, use(before, party), at))
                .findFirst()
                .map(ExpressGuard::limitOf)
                .orElse(ExpressRisk.CLEAR);
    }

    /// Counts the refund if it is clear. Ask again with the same id, and it is counted once.
    public ExpressRisk count(Wish wish, Instant at) {
        var risk = standing(wish, at);
        if (risk != ExpressRisk.CLEAR) {
            return risk;
        }
        var done = new HashMap<Party, Set<String>>();
        wish.parties().forEach(party -> done.put(party, forgettable(party)));
        var answer = new AtomicReference<>(ExpressRisk.CLEAR);
        uses.change(
                wish.parties(),
                before -> {
                    var after = new LinkedHashMap<Party, ExpressUse>();
                    for (var party : wish.parties()) {
                        var use = use(before, party);
                        var counted = use.counted(wish.refundId());
                        if (!counted && !allowed(wish, party, use, at)) {
                            answer.set(limitOf(party));
                            return withoutIt(wish, before);
                        }
                        after.put(
                                party,
                                counted
                                        ? use
                                        : use.count(
                                                wish.refundId(),
                                                wish.amount(),
                                                at,
                                                done.getOrDefault(party, Set.of())));
                    }
                    answer.set(ExpressRisk.CLEAR);
                    return after;
                });
        return answer.get();
    }

    private static ExpressUse use(Map<Party, ExpressUse> uses, Party party) {
        return uses.getOrDefault(party, ExpressUse.NOTHING);
    }

    /// The refund was not decided at once after all.
    public void takeBack(Wish wish) {
        uses.change(wish.parties(), before -> withoutIt(wish, before));
    }

    private static Map<Party, ExpressUse> withoutIt(Wish wish, Map<Party, ExpressUse> before) {
        var after = new LinkedHashMap<Party, ExpressUse>();
        before.forEach((party, use) -> after.put(party, use.takeBack(wish.refundId())));
        return after;
    }

    /// The refund's hold is stored: nobody will ask for it again.
    public void forget(Wish wish) {
        synchronized (stored) {
            wish.parties()
                    .forEach(party ->
                            stored.merge(
                                    party,
                                    Set.of(wish.refundId()),
                                    (some, one) -> {
                                        var all = new java.util.HashSet<>(some);
                                        all.addAll(one);
                                        return all;
                                    }));
        }
    }

    private Set<String> forgettable(Party party) {
        synchronized (stored) {
            var some = stored.remove(party);
            return some == null ? Set.of() : some;
        }
    }

    /// Blocks and shares: what doesn't depend on this refund.
    private ExpressRisk standing(Wish wish, Instant at) {
        if (blocks.of(wish.parties()).stream().anyMatch(block -> block.holdsAt(at))) {
            return ExpressRisk.BLOCKED;
        }
        for (var limits : wish.limits()) {
            var share = limits.refundedShare();
            if (share != null
                    && wish.parties().stream().anyMatch(party -> refundedMoreThan(share, party))) {
                return ExpressRisk.REFUNDED_SHARE;
            }
        }
        return ExpressRisk.CLEAR;
    }

    private boolean refundedMoreThan(int percent, Party party) {
        var latest = orders.latest(party, LATEST_ORDERS);
        return latest.orders() >= FEWEST_ORDERS
                && latest.refunded() * 100L > (long) percent * latest.orders();
    }

    private static boolean allowed(Wish wish, Party party, ExpressUse before, Instant at) {
        return wish.limits().stream()
                .allMatch(limits -> limits.allow(party, before, wish.amount(), at));
    }

    private static ExpressRisk limitOf(Party party) {
        return switch (party.kind()) {
            case CUSTOMER -> ExpressRisk.CUSTOMER_LIMIT;
            case MERCHANT -> ExpressRisk.MERCHANT_LIMIT;
        };
    }
}
