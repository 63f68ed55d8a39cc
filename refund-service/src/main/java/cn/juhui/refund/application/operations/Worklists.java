package cn.juhui.refund.application.operations;

import cn.juhui.contracts.refund.DeadlineChanged;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.Stored;
import cn.juhui.refund.application.RefundQueries;
import cn.juhui.refund.application.RefundQueries.Filter;
import cn.juhui.refund.application.RefundQueries.Found;
import cn.juhui.refund.application.RefundQueries.Order;
import cn.juhui.refund.application.RefundQueries.Position;
import cn.juhui.refund.application.RefundQueries.Sight;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.state.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads the cases that operators look at, by the indexes of the queues, the most urgent first, up to [MOST] of them.
public final class Worklists {

    /// So many cases are looked at; where there are more, a list says that it is not complete.
    public static final int MOST = 5_000;

    private static final int PAGE = 500;
    private static final Sight ALL = new Sight(null, null);

    private final RefundQueries refunds;
    private final Journal<Refund, RefundEvent> journal;
    private final Clock clock;

    public Worklists(RefundQueries refunds, Journal<Refund, RefundEvent> journal, Clock clock) {
        this.refunds = refunds;
        this.journal = journal;
        this.clock = clock;
    }

    /// @param amount minor units (CNY)
    /// @param since when something happened to it the last time, but for the clock
    public record Stuck(StuckCause cause, Stored<Refund> refund, long amount, Instant since) {}

    public record Total(StuckCause cause, long count, long amount) {}

    /// @param first the most urgent, so many as were asked for
    /// @param complete whether all that there are were counted
    public record StuckMoney(List<Stuck> first, List<Total> totals, boolean complete) {}

    public StuckMoney stuck(int limit) {
        var cases =
                new ArrayList<>(upTo(statuses(Status.PAYING, Status.PAYOUT_ABNORMAL), null, null));
        var complete = cases.size() < MOST;
        cases.addAll(upTo(Set.of(), null, true));
        var totals = new EnumMap<StuckCause, Total>(StuckCause.class);
        var first = new ArrayList<Stuck>();
        for (var stored : cases) {
            var cause = StuckCause.of(stored.aggregate());
            if (cause == null) {
                continue;
            }
            var amount = amount(stored.aggregate());
            totals.merge(
                    cause,
                    new Total(cause, 1, amount),
                    (a, b) -> new Total(cause, a.count() + 1, a.amount() + b.amount()));
            if (first.size() < limit) {
                first.add(new Stuck(cause, stored, amount, since(stored)));
            }
        }
        return new StuckMoney(first, List.copyOf(totals.values()), complete);
    }

    private static long amount(Refund refund) {
        var loss = refund.loss();
        return (loss == null ? refund.owed() : loss).value();
    }

    private Instant since(Stored<Refund> stored) {
        return journal.history(stored.id()).reversed().stream()
                .filter(entry -> !entry.type().equals(DeadlineChanged.TYPE))
                .findFirst()
                .map(entry -> entry.at())
                .orElse(stored.updatedAt());
    }

    /// Whose deadline comes next, and within this time; the nearest first.
    ///
    /// @param after where the page before ended; null for the first one
    public Found deadlines(Duration within, @Nullable Position after, int limit) {
        var now = clock.instant();
        var end = now.plus(within);
        var from = after == null ? new Position(now, "") : after;
        var found = refunds.list(ALL, filter(open(), null, null), Order.DEADLINE, from, limit);
        var soon =
                found.refunds().stream()
                        .filter(stored -> {
                            var deadline = stored.aggregate().shownDeadline();
                            return deadline != null && !deadline.isAfter(end);
                        })
                        .toList();
        return new Found(soon, soon.size() == found.refunds().size() ? found.next() : null);
    }

    /// @param cases whose deadline they let pass, and who are still waited for
    /// @param oldest the deadline that they let pass first
    public record LateMerchant(String merchantId, long cases, long amount, Instant oldest) {}

    /// Who owes most answers first.
    ///
    /// @param complete whether all that there are were counted
    public record LateMerchants(List<LateMerchant> merchants, boolean complete) {}

    public LateMerchants lateMerchants() {
        var cases = upTo(statuses(Status.MERCHANT_REVIEW, Status.AWAITING_EVIDENCE), true, null);
        var byMerchant = new TreeMap<String, LateMerchant>();
        for (var stored : cases) {
            var refund = stored.aggregate();
            var deadline = refund.shownDeadline();
            byMerchant.merge(
                    refund.application().merchantId(),
                    new LateMerchant(
                            refund.application().merchantId(),
                            1,
                            refund.requested().value(),
                            deadline == null ? stored.updatedAt() : deadline),
                    Worklists::plus);
        }
        var sorted =
                byMerchant.values().stream()
                        .sorted(Comparator.comparing(LateMerchant::cases).reversed())
                        .toList();
        return new LateMerchants(sorted, cases.size() < MOST);
    }

    private static LateMerchant plus(LateMerchant a, LateMerchant b) {
        return new LateMerchant(
                a.merchantId(),
                a.cases() + b.cases(),
                a.amount() + b.amount(),
                a.oldest().isBefore(b.oldest()) ? a.oldest() : b.oldest());
    }

    private List<Stored<Refund>> upTo(
            Set<Status> statuses, @Nullable Boolean overdue, @Nullable Boolean paidTwice) {
        var filter = filter(statuses, overdue, paidTwice);
        var all = new ArrayList<Stored<Refund>>();
        Position after = null;
        do {
            var page = refunds.list(ALL, filter, Order.DEADLINE, after, PAGE);
            all.addAll(page.refunds());
            after = page.next();
        } while (after != null && all.size() < MOST);
        return all;
    }

    private static Set<Status> statuses(Status one, Status other) {
        return EnumSet.of(one, other);
    }

    private static Set<Status> open() {
        var open = EnumSet.allOf(Status.class);
        open.removeIf(Status::ends);
        return open;
    }

    private static Filter filter(
            Set<Status> statuses, @Nullable Boolean overdue, @Nullable Boolean paidTwice) {
        return new Filter(
                statuses, null, null, null, overdue, null, null, null, null, paidTwice, null);
    }
}
