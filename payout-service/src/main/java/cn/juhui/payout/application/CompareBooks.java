package cn.juhui.payout.application;

import cn.juhui.contracts.Book;
import cn.juhui.contracts.Money;
import cn.juhui.contracts.PaymentChannel;
import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.contracts.payout.PayoutInitiated;
import cn.juhui.payout.application.Findings.Position;
import cn.juhui.payout.domain.Answer;
import cn.juhui.payout.domain.Attempt;
import cn.juhui.payout.domain.Comparison;
import cn.juhui.payout.domain.Payout;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.StateMapper;
import cn.juhui.platform.journal.Stored;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The running check of the books: what the channel says to a payout's numbers, the payout, the case and the order must say the same about where
/// the money of a refund is. Payouts are looked at a while after their latest change, so that what is under way is no difference, and those that
/// differ again and again until they agree.
///
/// It changes nothing but what it keeps itself: what is wrong is a matter for people.
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
            Duration grace,
            int batch) {
        this.payouts = payouts;
        this.changed = changed;
        this.others = others;
        this.channel = channel;
        this.findings = findings;
        this.clock = clock;
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
            Optional<Comparison> books;
            try {
                books = books(stored.get().aggregate());
            } catch (RuntimeException e) {
                LOG.debug("The books of {} can't be compared now", payoutId, e);
                books = Optional.empty();
            }
            if (books.isEmpty()) {
                unsureInARow++;
                findings.unsure(payoutId);
                return;
            }
            unsureInARow = 0;
            judge(stored.get(), books.get());
        }

        private void judge(Stored<Payout> stored, Comparison books) {
            var payout = stored.aggregate();
            var before = findings.find(payout.id());
            var kinds = books.differences();
            if (kinds.isEmpty()) {
                before.filter(f -> f.closedAt() == null).ifPresent(this::close);
                findings.sure(payout.id());
            } else if (isUnderWay(stored)) {
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

    /// @return empty when a channel gives no usable answer
    private Optional<Comparison> books(Payout payout) {
        return channelBook(payout)
                .map(channelBook ->
                        new Comparison(
                                channelBook,
                                payout.book(),
                                others.ofRefund(payout.refundId()),
                                others.ofOrder(payout.orderId(), payout.refundId())));
    }

    private Optional<Book> channelBook(Payout payout) {
        var words = new ArrayList<String>();
        Money arrived = null;
        var channels = channels(payout);
        for (var attempt : payout.attempts()) {
            var number = attempt.payoutNo();
            var answer = channel.query(channels.getOrDefault(number, payout.channel()), number);
            if (answer instanceof Answer.Unknown) {
                return Optional.empty();
            }
            words.add(answer.word());
            if (answer instanceof Answer.Settled) {
                arrived = arrived == null ? payout.amount() : arrived.plus(payout.amount());
            }
        }
        return Optional.of(new Book(String.join(", ", words), null, arrived, true));
    }

    /// By number. The payout itself only says where the latest went; its history knows them all.
    private Map<String, PaymentChannel> channels(Payout payout) {
        var channels = new HashMap<String, PaymentChannel>();
        for (Attempt attempt : payout.attempts()) {
            if (attempt.to() != null) {
                channels.put(attempt.payoutNo(), attempt.to().channel());
            }
        }
        if (payout.attempts().size() > 1) {
            payouts.history(payout.id()).stream()
                    .filter(entry -> entry.type().equals(PayoutInitiated.TYPE))
                    .map(entry -> StateMapper.fromTree(entry.data(), PayoutInitiated.class))
                    .forEach(e -> channels.putIfAbsent(e.payoutNo(), e.channel()));
        }
        return channels;
    }
}
