package cn.juhui.payout.application.ledger;

import cn.juhui.payout.application.books.Findings.Position;
import cn.juhui.payout.application.ledger.ToldPayouts.ToldPayout;
import cn.juhui.payout.domain.ledger.LedgerEntry;
import cn.juhui.payout.domain.ledger.Postings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the payouts' journals and enters each fact in the ledger. An entry's id is made from the fact, so that a crash, a repetition or two who do it at
/// once change nothing; the journal keeps every fact, so that nothing can be missing for good.
///
/// Twice: at once, and again a while later, when nothing can be on its way any more. Then every stored entry is compared with what the journal says.
public final class KeepLedger {

    private static final Logger LOG = LoggerFactory.getLogger(KeepLedger.class);

    /// How far one of the two has come, for all instances together.
    public interface Mark {

        /// @return empty while it is somebody else's turn, or too early
        Optional<Position> turn();

        /// Everything up to this position is done.
        void reached(Position position);
    }

    /// What the check counts.
    public interface Findings {

        /// Entries that were missing when nothing was on its way any more, and were entered.
        void missing(int entries);

        /// A payout whose entries are others than its journal says.
        void differs();
    }

    private final ToldPayouts payouts;
    private final Ledger ledger;
    private final Findings findings;
    private final Clock clock;
    private final int batch;

    /// @param batch how many payouts are read at once
    public KeepLedger(
            ToldPayouts payouts, Ledger ledger, Findings findings, Clock clock, int batch) {
        this.payouts = payouts;
        this.ledger = ledger;
        this.findings = findings;
        this.clock = clock;
        this.batch = batch;
    }

    /// Enters what changed, unless it is somebody else's turn.
    ///
    /// @param lag how long after its latest change a payout is looked at: longer than writes are under way
    public void enter(Mark mark, Duration lag) {
        mark.turn()
                .ifPresent(start -> {
                    var until = clock.instant().minus(lag);
                    follow(mark, start, until, page -> ledger.enter(missing(page)));
                });
    }

    /// Compares what was entered with the journals, unless it is somebody else's turn, and enters what is missing.
    ///
    /// @param grace how long after its latest change a payout is looked at
    public void check(Mark mark, Duration grace) {
        mark.turn()
                .ifPresent(
                        start -> follow(mark, start, clock.instant().minus(grace), this::compare));
    }

    private void follow(Mark mark, Position start, Instant until, Consumer<List<ToldPayout>> work) {
        var page = payouts.after(start, until, batch);
        while (!page.isEmpty()) {
            work.accept(page);
            var position = page.getLast().position();
            mark.reached(position);
            page = page.size() < batch ? List.of() : payouts.after(position, until, batch);
        }
    }

    private List<LedgerEntry> missing(List<ToldPayout> page) {
        var entered = entered(page);
        return page.stream()
                .flatMap(each -> Postings.of(each.history()).stream())
                .filter(entry -> !entered.containsKey(entry.id()))
                .toList();
    }

    private void compare(List<ToldPayout> page) {
        var entered = entered(page);
        var missing = new ArrayList<LedgerEntry>();
        for (var each : page) {
            var entries = Postings.of(each.history());
            var differs = !Postings.agree(entries, each.payout());
            for (var entry : entries) {
                var stored = entered.get(entry.id());
                if (stored == null) {
                    missing.add(entry);
                } else if (!stored.equals(entry)) {
                    differs = true;
                }
            }
            if (differs) {
                findings.differs();
                LOG.error("The ledger of {} is not what its journal says", each.payout().id());
            }
        }
        if (!missing.isEmpty()) {
            ledger.enter(missing);
            findings.missing(missing.size());
            LOG.warn(
                    "{} entries were missing, the first is {}", missing.size(), missing.getFirst());
        }
    }

    private Map<String, LedgerEntry> entered(List<ToldPayout> page) {
        var ids = page.stream().map(each -> each.payout().id()).toList();
        return ledger.ofPayouts(ids).stream()
                .collect(Collectors.toMap(LedgerEntry::id, entry -> entry));
    }
}
