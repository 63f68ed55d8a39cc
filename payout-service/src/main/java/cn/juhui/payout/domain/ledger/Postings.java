package cn.juhui.payout.domain.ledger;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.payout.PayoutAbnormal;
import cn.juhui.contracts.payout.PayoutCompleted;
import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.contracts.payout.PayoutFailed;
import cn.juhui.contracts.payout.PayoutInitiated;
import cn.juhui.contracts.payout.PayoutPaidTwice;
import cn.juhui.contracts.payout.PayoutPaidTwiceUndone;
import cn.juhui.contracts.payout.PayoutQueried;
import cn.juhui.contracts.payout.PayoutRetried;
import cn.juhui.contracts.payout.PayoutReversed;
import cn.juhui.contracts.payout.PayoutSubmitted;
import cn.juhui.contracts.payout.PayoutUnknown;
import cn.juhui.payout.domain.Payout;
import cn.juhui.payout.domain.ledger.LedgerEntry.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The entries of one payout, told from its history alone: the same history always makes the same entries.
///
/// After each event it is known of each number whether the channel has taken it on or paid it, and so what stands on each account. An entry is the
/// difference to before; an event that moves no money makes none.
public final class Postings {

    /// An event of a history.
    ///
    /// @param seq its position
    public record Told(long seq, Instant at, PayoutEvent event) {}

    /// @param paid false while the channel has only taken it on
    private record Standing(PaymentChannel channel, boolean paid) {}

    private final Map<String, Standing> numbers = new LinkedHashMap<>();
    private final List<LedgerEntry> entries = new ArrayList<>();
    private Map<String, Long> accounts = Map.of();
    private @Nullable String settledBy;

    private Postings() {}

    /// @param history from its first event on
    public static List<LedgerEntry> of(List<Told> history) {
        var postings = new Postings();
        history.forEach(postings::hear);
        return List.copyOf(postings.entries);
    }

    /// Whether the entries of a payout say that the channels paid what the payout says.
    public static boolean agree(List<LedgerEntry> entries, Payout payout) {
        var paid =
                -entries.stream()
                        .flatMap(entry -> entry.lines().stream())
                        .filter(line -> line.account().startsWith(LedgerAccount.CHANNELS))
                        .mapToLong(Line::amount)
                        .sum();
        var settled = payout.settled() == null ? 0 : payout.amount().value();
        var loss = payout.loss();
        return paid == settled + (loss == null ? 0 : loss.value());
    }

    private void hear(Told told) {
        switch (told.event()) {
            case PayoutInitiated e -> post(told, LedgerFact.APPROVED, e.payoutNo());
            case PayoutSubmitted e -> {
                numbers.putIfAbsent(e.payoutNo(), new Standing(e.channel(), false));
                post(told, LedgerFact.SUBMITTED, e.payoutNo());
            }
            case PayoutCompleted e -> {
                numbers.put(e.payoutNo(), new Standing(e.channel(), true));
                settledBy = e.payoutNo();
                post(told, LedgerFact.SUCCEEDED, e.payoutNo());
            }
            case PayoutFailed e -> {
                numbers.remove(e.payoutNo());
                post(told, LedgerFact.FAILED, e.payoutNo());
            }
            case PayoutAbnormal e -> {
                numbers.remove(e.payoutNo());
                post(told, LedgerFact.FAILED, e.payoutNo());
            }
            case PayoutReversed e -> {
                numbers.remove(e.payoutNo());
                settledBy = null;
                post(told, LedgerFact.REVERSED, e.payoutNo());
            }
            case PayoutPaidTwice e -> {
                var paid = e.secondPaidAt() != null;
                numbers.put(e.secondPayoutNo(), new Standing(e.secondChannel(), paid));
                post(told, LedgerFact.PAID_TWICE, e.secondPayoutNo());
            }
            case PayoutPaidTwiceUndone e -> {
                undo(e);
                post(told, LedgerFact.PAID_TWICE_UNDONE, e.undonePayoutNo());
            }
            case PayoutUnknown _, PayoutQueried _, PayoutRetried _ -> {}
        }
    }

    /// Either the second number was taken back, or the first was and the second settles the refund now.
    private void undo(PayoutPaidTwiceUndone e) {
        if (e.payoutNo() != null && !e.payoutNo().equals(settledBy)) {
            numbers.remove(settledBy);
            settledBy = e.payoutNo();
        } else if (e.payoutNo() != null) {
            numbers.remove(e.undonePayoutNo());
        }
    }

    private void post(Told told, LedgerFact fact, String payoutNo) {
        var ids = told.event().ids();
        var now = accounts(told.event());
        var lines = new ArrayList<Line>();
        var names = new TreeMap<>(accounts);
        names.putAll(now);
        for (var account : names.keySet()) {
            var change = now.getOrDefault(account, 0L) - accounts.getOrDefault(account, 0L);
            if (change != 0) {
                lines.add(new Line(account, change));
            }
        }
        accounts = now;
        if (!lines.isEmpty()) {
            entries.add(
                    new LedgerEntry(
                            ids.payoutId().value() + ":" + told.seq(),
                            told.at(),
                            fact,
                            ids.merchantId().value(),
                            ids.payoutId().value(),
                            ids.refundId().value(),
                            payoutNo,
                            null,
                            amount(told.event()).currency(),
                            lines));
        }
    }

    /// What stands on each account now. The sum is 0.
    private Map<String, Long> accounts(PayoutEvent event) {
        var amount = amount(event).value();
        var now = new TreeMap<String, Long>();
        now.put(LedgerAccount.merchant(event.merchantId().value()), amount);
        for (var standing : numbers.values()) {
            var account =
                    standing.paid()
                            ? LedgerAccount.channel(standing.channel())
                            : LedgerAccount.clearing(standing.channel());
            now.merge(account, -amount, Long::sum);
        }
        var paid = numbers.values().stream().filter(Standing::paid).count();
        if (paid > 1) {
            now.put(LedgerAccount.LOSSES, (paid - 1) * amount);
        }
        now.put(LedgerAccount.CUSTOMERS, -now.values().stream().mapToLong(each -> each).sum());
        return now;
    }

    private static cn.juhui.contracts.money.Money amount(PayoutEvent event) {
        return switch (event) {
            case PayoutInitiated e -> e.amount();
            case PayoutSubmitted e -> e.amount();
            case PayoutCompleted e -> e.amount();
            case PayoutFailed e -> e.amount();
            case PayoutUnknown e -> e.amount();
            case PayoutAbnormal e -> e.amount();
            case PayoutReversed e -> e.amount();
            case PayoutPaidTwice e -> e.amount();
            case PayoutPaidTwiceUndone e -> e.amount();
            case PayoutQueried e -> e.amount();
            case PayoutRetried e -> e.amount();
        };
    }
}
