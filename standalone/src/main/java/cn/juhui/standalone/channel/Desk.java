package cn.juhui.standalone.channel;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.standalone.channel.ledger.ChannelLedger;
import cn.juhui.standalone.channel.ledger.LedgerEntry;
import cn.juhui.standalone.channel.ledger.ReversalList;
import cn.juhui.standalone.channel.ledger.TakenBack;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Takes refunds on, whatever protocol they come in: a number is paid once, what breaks a rule of the channel is refused ([Manners]), and faults are
/// had as ordered. No payment was ever made here, so who asks may say when it was; a real channel knows.
final class Desk {

    /// How long a slow refund takes.
    static final Duration SLOWNESS = Duration.ofMillis(1500);

    /// What becomes of a refund that is asked for.
    ///
    /// @param entry as it counts; null when it is refused
    /// @param breach the rule that it broke; null when it broke none
    /// @param first whether it was entered just now
    record Taken(@Nullable LedgerEntry entry, @Nullable Breach breach, boolean first) {}

    private final ChannelLedger ledger;
    private final ReversalList reversals;
    private final Manners manners;
    private final Faults faults;
    private final Clock clock;
    private final CountDownLatch closing;
    private final Duration silence;
    private final AtomicLong lastNumber;
    private final Map<String, Long> refunded = new ConcurrentHashMap<>();

    Desk(
            ChannelLedger ledger,
            ReversalList reversals,
            Manners manners,
            Faults faults,
            Clock clock,
            CountDownLatch closing,
            Duration silence) {
        this.ledger = ledger;
        this.reversals = reversals;
        this.manners = manners;
        this.faults = faults;
        this.clock = clock;
        this.closing = closing;
        this.silence = silence;
        this.lastNumber = new AtomicLong(ledger.entries().size());
        ledger.entries().forEach(this::add);
    }

    private void add(LedgerEntry entry) {
        if (entry.settlesAt() != null && entry.account() == null) {
            refunded.merge(payment(entry), entry.amount(), Long::sum);
        }
    }

    private static String payment(LedgerEntry entry) {
        return entry.channel() + " " + entry.channelTransactionId();
    }

    /// The fault of the next refund at this channel; counts it.
    Fault fault(PaymentChannel channel) {
        return faults.next(channel);
    }

    /// A refund as it would be entered.
    LedgerEntry wanted(
            PaymentChannel channel,
            String refundNo,
            String payment,
            long amount,
            String currency,
            @Nullable String account,
            Fault fault) {
        var closed = fault == Fault.ACCOUNT_CLOSED && account == null;
        var now = clock.instant();
        var arrives = now.plus(fault == Fault.SLOW ? SLOWNESS : Duration.ZERO);
        return new LedgerEntry(
                channel,
                refundNo,
                payment,
                amount,
                currency,
                account,
                "%s%012d".formatted(channel.name().charAt(0), lastNumber.incrementAndGet()),
                closed ? null : arrives,
                now);
    }

    /// Takes it on, unless its number has an entry.
    ///
    /// @param paidAt when the payment was made; null when nobody says
    Taken take(LedgerEntry wanted, @Nullable Instant paidAt, Fault fault) {
        var before = ledger.find(wanted.channel(), wanted.refundNo());
        if (before.isPresent()) {
            return new Taken(before.get(), null, false);
        }
        var breach = manners.judge(wanted, paidAt, clock.instant(), () -> enter(wanted, fault));
        if (breach.isPresent()) {
            return new Taken(null, breach.get(), false);
        }
        var entered = ledger.find(wanted.channel(), wanted.refundNo()).orElse(null);
        var first = entered != null && entered.channelRefundId().equals(wanted.channelRefundId());
        if (first) {
            add(wanted);
        }
        return new Taken(entered, null, first);
    }

    private Optional<LedgerEntry> enter(LedgerEntry wanted, Fault fault) {
        return fault == Fault.INSUFFICIENT_BALANCE
                ? Optional.empty()
                : Optional.of(ledger.enter(wanted));
    }

    Optional<LedgerEntry> find(PaymentChannel channel, String refundNo) {
        return ledger.find(channel, refundNo);
    }

    /// All that a channel has on its books, oldest first.
    List<LedgerEntry> entries(PaymentChannel channel) {
        return ledger.entries().stream().filter(entry -> entry.channel() == channel).toList();
    }

    Optional<TakenBack> takenBack(LedgerEntry entry) {
        return reversals.find(entry.channel(), entry.refundNo());
    }

    Instant now() {
        return clock.instant();
    }

    /// What was refunded of a payment to who made it, in minor units.
    long refunded(LedgerEntry entry) {
        return refunded.getOrDefault(payment(entry), 0L);
    }

    /// Somebody asks what became of a number that was sent then.
    void asks(String refundNo, String payment, Instant sentAt) {
        manners.asks(refundNo, payment, sentAt, clock.instant());
    }

    /// Until now no answer comes; returns when it doesn't matter any more.
    void keepSilent() {
        try {
            var unused = closing.await(silence.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
