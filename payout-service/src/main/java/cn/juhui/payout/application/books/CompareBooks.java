package cn.juhui.payout.application.books;

import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.payout.application.Channel;
import cn.juhui.payout.application.ChannelWord;
import cn.juhui.payout.application.SendPayout;
import cn.juhui.payout.application.books.Findings.Position;
import cn.juhui.payout.domain.Payout;
import cn.juhui.payout.domain.PayoutMachine;
import cn.juhui.payout.domain.PayoutRefusal;
import cn.juhui.payout.domain.books.Comparison;
import cn.juhui.payout.domain.books.Difference;
import cn.juhui.payout.domain.calendar.WorkingCalendar;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.Stored;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The running check of the books: what the channel says to a payout's numbers, the payout, the case and the order must say the same about where
/// the money of a refund is. Payouts are looked at a while after their latest change, so that what is under way is no difference, and those that
/// differ again and again until they agree.
///
/// Where the channel says that money moved, one way or the other, and the payout doesn't know it (what it stored was lost, or the channel told
/// nobody), the payout is told, as if it had just asked: it says so to everybody else, and is compared again. What is wrong otherwise is a matter for people.
public final class CompareBooks {

    private static final Logger LOG = LoggerFactory.getLogger(CompareBooks.class);

    /// So many without an answer in a row, and the rest waits for the next turn.
    private static final int ENOUGH = 3;

    private final Journal<Payout, PayoutEvent> payouts;
    private final ChangedPayouts changed;
    private final ForeignBooks others;
    private final Channel channel;
    private final Findings findings;
    private final Clock clock;
    private final WorkingCalendar calendar;
    private final Duration grace;
    private final int batch;
    private volatile Duration behind = Duration.ZERO;

    /// @param grace how long after its latest change a payout is looked at
    /// @param batch how many new ones a turn takes, and how many old ones again
    public CompareBooks(
            Journal<Payout, PayoutEvent> payouts,
            ChangedPayouts changed,
            ForeignBooks others,
            Channel channel,
            Findings findings,
            Clock clock,
            WorkingCalendar calendar,
            Duration grace,
            int batch) {
        this.payouts = payouts;
        this.changed = changed;
        this.others = others;
        this.channel = channel;
        this.findings = findings;
        this.clock = clock;
        this.calendar = calendar;
        this.grace = grace;
        this.batch = batch;
    }

    /// How much later than the grace the last turn's last payout was looked at; zero when all were.
    public Duration behind() {
        return behind;
    }

    /// One turn, unless somebody else has it.
    public void compare() {
        findings.turn()
                .ifPresent(position -> {
                    var turn = new Turn(clock.instant());
                    turn.goOnFrom(position);
                    turn.lookAgain();
                });
    }

    private final class Turn {

        private final Instant now;
        private final Instant until;
        private int unsureInARow;

        Turn(Instant now) {
            this.now = now;
            this.until = now.minus(grace);
        }

        void goOnFrom(Position start) {
            var page = changed.after(start, until, batch);
            var position = start;
            for (var each : page) {
                if (unsureInARow >= ENOUGH) {
                    break;
                }
                lookAt(each.payoutId());
                position = each;
            }
            if (!position.equals(start)) {
                findings.lookedAt(position);
            }
            var isLast = page.isEmpty() || position.equals(page.getLast());
            behind =
                    isLast && page.size() < batch
                            ? Duration.ZERO
                            : Duration.between(position.changedAt(), until);
        }

        void lookAgain() {
            for (var payoutId : findings.again(batch)) {
                if (unsureInARow >= ENOUGH) {
                    return;
                }
                lookAt(payoutId);
            }
        }

        private void lookAt(String payoutId) {
            var stored = payouts.find(payoutId);
            if (stored.isEmpty()) {
                findings.sure(payoutId);
                return;
            }
            Optional<ChannelWord> word;
            Optional<Comparison> books;
            try {
                word = ChannelWord.on(stored.get().aggregate(), payouts, channel);
                books = word.map(CompareBooks.this::books);
            } catch (RuntimeException e) {
                LOG.debug("The books of {} can't be compared now", payoutId, e);
                word = Optional.empty();
                books = Optional.empty();
            }
            if (word.isEmpty() || books.isEmpty()) {
                unsureInARow++;
                findings.unsure(payoutId);
                return;
            }
            unsureInARow = 0;
            judge(stored.get(), books.get(), word.get());
        }

        private void judge(Stored<Payout> stored, Comparison books, ChannelWord word) {
            var payout = stored.aggregate();
            var before = findings.find(payout.id());
            var kinds = books.differences();
            if (kinds.isEmpty()) {
                before.filter(f -> f.closedAt() == null).ifPresent(this::close);
                findings.sure(payout.id());
            } else if (isUnderWay(stored) || (isOfTheChannel(kinds) && heal(word))) {
                findings.unsure(payout.id());
            } else {
                var finding =
                        new Finding(
                                payout.id(),
                                payout.refundId(),
                                payout.orderId(),
                                payout.merchantId(),
                                payout.amount(),
                                List.copyOf(kinds),
                                books,
                                now,
                                now,
                                null);
                var open = before.filter(f -> f.closedAt() == null);
                findings.put(finding.seenAfter(before.orElse(null)));
                if (open.isEmpty() || !open.get().kinds().equals(finding.kinds())) {
                    LOG.error("The books of {} differ in {}: {}", payout.refundId(), kinds, books);
                }
            }
        }

        private boolean isOfTheChannel(Set<Difference> kinds) {
            return kinds.contains(Difference.CHANNEL) || kinds.contains(Difference.PAID_TOO_MUCH);
        }

        private void close(Finding finding) {
            findings.put(finding.closed(now));
            LOG.info("The books of {} agree again", finding.refundId());
        }

        /// It changed lately, or while it was looked at.
        private boolean isUnderWay(Stored<Payout> looked) {
            return looked.updatedAt().isAfter(until)
                    || payouts.find(looked.id()).stream()
                            .anyMatch(p -> p.version() != looked.version());
        }
    }

    private Comparison books(ChannelWord word) {
        var payout = word.payout();
        return new Comparison(
                word.book(),
                payout.book(),
                others.ofRefund(payout.refundId()),
                others.ofOrder(payout.orderId(), payout.refundId()),
                payout.loss());
    }

    /// Tells the payout what the channel did with money and it doesn't know.
    ///
    /// @return whether any of it was news
    private boolean heal(ChannelWord word) {
        var news = false;
        for (var fact : word.facts(clock.instant())) {
            Handled<Payout, PayoutRefusal> handled =
                    payouts.handle(
                            word.payout().id(),
                            Cause.clock(SendPayout.SERVICE),
                            now -> PayoutMachine.decide(now.aggregate(), fact, calendar));
            if (handled instanceof Handled.Changed<Payout, PayoutRefusal>) {
                LOG.warn("{} didn't know: {}", word.payout().id(), fact);
                news = true;
            }
        }
        return news;
    }
}
