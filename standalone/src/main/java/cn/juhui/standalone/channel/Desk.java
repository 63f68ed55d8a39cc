package cn.juhui.standalone.channel;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.standalone.channel.alipay.Counter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Takes refunds on, whatever protocol they come in: a number is paid once, what breaks a rule of the channel is refused ([Manners]), and faults are
/// had as ordered. No payment was ever made here, so who asks may say when it was; a real channel knows.
final class Desk implements Counter {

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
    private final Map<String, Instant> askedForAt = new ConcurrentHashMap<>();

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
        var arrives = clock.instant().plus(fault == Fault.SLOW ? SLOWNESS : Duration.ZERO);
        return new LedgerEntry(
                channel,
                refundNo,
                payment,
                amount,
                currency,
                account,
                "%s%012d".formatted(channel.name().charAt(0), lastNumber.incrementAndGet()),
                closed ? null : arrives);
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

    Optional<TakenBack> takenBack(LedgerEntry entry) {
        return reversals.find(entry.channel(), entry.refundNo());
    }

    Instant now() {
        return clock.instant();
    }

    @Override
    public Said refund(String tradeNo, String requestNo, long amount) {
        var fault = faults.next(PaymentChannel.ALIPAY);
        askedForAt.put(requestNo, clock.instant());
        var flaw = flaw(fault);
        if (fault.isBeforePaying()) {
            return new Said(null, flaw, null);
        }
        var wanted = wanted(PaymentChannel.ALIPAY, requestNo, tradeNo, amount, "CNY", null, fault);
        var taken = take(wanted, null, fault);
        var outcome = outcome(taken, wanted);
        var money =
                taken.entry() == null || taken.entry().settlesAt() == null
                        ? null
                        : money(taken.entry());
        return new Said(outcome, flaw, money);
    }

    private static Outcome outcome(Taken taken, LedgerEntry wanted) {
        if (taken.breach() != null) {
            return taken.breach().rule() == Breach.Rule.TOO_CLOSE
                    ? Outcome.TOO_CLOSE
                    : Outcome.TOO_OLD;
        }
        var entry = taken.entry();
        if (entry == null) {
            return Outcome.NO_BALANCE;
        }
        if (entry.amount() != wanted.amount()
                || !entry.channelTransactionId().equals(wanted.channelTransactionId())) {
            return Outcome.DISCORDANT;
        }
        if (entry.settlesAt() == null) {
            return Outcome.STUCK;
        }
        return taken.first() ? Outcome.TAKEN : Outcome.REPEATED;
    }

    private static Flaw flaw(Fault fault) {
        return switch (fault) {
            case TIMEOUT_AFTER_PAYING, TIMEOUT_BEFORE_PAYING -> Flaw.SILENT;
            case SERVER_ERROR -> Flaw.SERVER_ERROR;
            case TOO_MANY_REQUESTS -> Flaw.LIMITED;
            case RESET -> Flaw.RESET;
            case TRUNCATED_ANSWER -> Flaw.TRUNCATED;
            case BAD_SIGNATURE -> Flaw.BAD_SIGNATURE;
            case STALE_ANSWER -> Flaw.STALE;
            case WRONG_AMOUNT -> Flaw.WRONG_AMOUNT;
            case ACCOUNT_CLOSED, INSUFFICIENT_BALANCE, SLOW, NONE -> Flaw.NONE;
        };
    }

    @Override
    public Optional<Money> find(String tradeNo, String requestNo) {
        var askedAt = askedForAt.get(requestNo);
        if (askedAt != null) {
            manners.asks(requestNo, tradeNo, askedAt, clock.instant());
        }
        return ledger.find(PaymentChannel.ALIPAY, requestNo)
                .filter(entry -> entry.channelTransactionId().equals(tradeNo))
                .filter(entry -> entry.settlesAt() != null && takenBack(entry).isEmpty())
                .map(this::money);
    }

    private Money money(LedgerEntry entry) {
        var settlesAt = entry.settlesAt();
        return new Money(
                entry.amount(),
                settlesAt == null || settlesAt.isAfter(clock.instant()) ? null : settlesAt,
                refunded.getOrDefault(payment(entry), 0L));
    }

    @Override
    public void keepSilent() {
        try {
            var unused = closing.await(silence.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
