package cn.juhui.order.domain.express;

import cn.juhui.contracts.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// What the platform refunded at once lately, to one customer or for one merchant: sums by the hour, so that it stays small however
/// much it is. A refund is counted once, by its id; the id is forgotten when its hold is stored, for then nobody asks again.
///
/// @param hours sums by hour since the epoch; none older than [#LONGEST_WINDOW]
/// @param open counted, and the hold perhaps not stored yet
public record ExpressUse(Map<String, Sum> hours, Map<String, Counted> open) {

    public static final ExpressUse NOTHING = new ExpressUse(Map.of(), Map.of());

    /// The longest window that can be counted.
    public static final Duration LONGEST_WINDOW = Duration.ofDays(7);

    private static final long LONGEST = LONGEST_WINDOW.toHours();

    public ExpressUse {
        hours = Map.copyOf(hours);
        open = Map.copyOf(open);
    }

    /// @param amount minor units
    public record Sum(int refunds, long amount) {

        Sum plus(int moreRefunds, long moreAmount) {
            return new Sum(refunds + moreRefunds, amount + moreAmount);
        }
    }

    /// One refund that was counted.
    ///
    /// @param hour where; in minor units
    public record Counted(long hour, long amount) {}

    /// What was counted in the window before that time; whole hours count, so up to an hour more.
    public Sum within(Duration window, Instant at) {
        var first = hour(at) - window.toHours();
        var sum = new Sum(0, 0);
        for (var entry : hours.entrySet()) {
            if (Long.parseLong(entry.getKey()) >= first) {
                sum = sum.plus(entry.getValue().refunds(), entry.getValue().amount());
            }
        }
        return sum;
    }

    public boolean counted(String refundId) {
        return open.containsKey(refundId);
    }

    /// Counts a refund that is not [#counted(String)].
    ///
    /// @param stored refunds whose hold is stored, so that their ids can be forgotten
    public ExpressUse count(String refundId, Money amount, Instant at, Set<String> stored) {
        var now = hour(at);
        var sums = new HashMap<>(hours);
        sums.keySet().removeIf(hour -> Long.parseLong(hour) < now - LONGEST);
        sums.merge(
                Long.toString(now),
                new Sum(1, amount.value()),
                (before, one) -> before.plus(one.refunds(), one.amount()));
        var ids = new HashMap<>(open);
        ids.keySet().removeAll(stored);
        ids.values().removeIf(counted -> counted.hour() < now - LONGEST);
        ids.put(refundId, new Counted(now, amount.value()));
        return new ExpressUse(sums, ids);
    }

    /// Takes a counted refund back: it was not decided at once after all.
    public ExpressUse takeBack(String refundId) {
        var counted = open.get(refundId);
        if (counted == null) {
            return this;
        }
        var sums = new HashMap<>(hours);
        sums.computeIfPresent(
                Long.toString(counted.hour()), (_, sum) -> sum.plus(-1, -counted.amount()));
        var ids = new HashMap<>(open);
        ids.remove(refundId);
        return new ExpressUse(sums, ids);
    }

    private static long hour(Instant at) {
        return at.getEpochSecond() / 3_600;
    }
}
