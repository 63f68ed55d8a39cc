package cn.juhui.standalone.channel;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.standalone.channel.ledger.LedgerEntry;
import cn.juhui.standalone.channel.wire.Counter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The desk, as a channel's own protocol needs it. What it remembers beside the ledger it remembers until it ends: when a number was asked for, and how
/// much a payment was said to be.
final class WireCounter implements Counter {

    private record AskedFor(String payment, Instant at) {}

    private final Desk desk;
    private final PaymentChannel channel;
    private final Map<String, AskedFor> askedFor = new ConcurrentHashMap<>();
    private final Map<String, Long> totals = new ConcurrentHashMap<>();

    WireCounter(Desk desk, PaymentChannel channel) {
        this.desk = desk;
        this.channel = channel;
    }

    @Override
    public Said refund(String payment, String refundNo, long amount, @Nullable Long total) {
        var fault = desk.fault(channel);
        askedFor.put(refundNo, new AskedFor(payment, desk.now()));
        var flaw = flaw(fault);
        if (fault.isBeforePaying()) {
            return new Said(null, flaw, null);
        }
        var wanted = desk.wanted(channel, refundNo, payment, amount, "CNY", null, fault);
        var no = total == null ? null : against(wanted, total);
        if (no != null) {
            return new Said(no, flaw, null);
        }
        var taken = desk.take(wanted, null, fault);
        var entry = taken.entry();
        return new Said(outcome(taken, wanted), flaw, entry == null ? null : refund(entry));
    }

    /// Why a payment of so much forbids it; null when it doesn't.
    private @Nullable Outcome against(LedgerEntry wanted, long total) {
        var before = totals.putIfAbsent(wanted.channelTransactionId(), total);
        if (before != null && before != total) {
            return Outcome.DISCORDANT;
        }
        var isNew = desk.find(channel, wanted.refundNo()).isEmpty();
        return isNew && desk.refunded(wanted) + wanted.amount() > total ? Outcome.TOO_MUCH : null;
    }

    private static Outcome outcome(Desk.Taken taken, LedgerEntry wanted) {
        if (taken.breach() != null) {
            return switch (taken.breach().rule()) {
                case WINDOW_OVER -> Outcome.TOO_OLD;
                case TOO_MANY_REFUNDS -> Outcome.TOO_MANY;
                case TOO_CLOSE -> Outcome.TOO_CLOSE;
                case ASKED_TOO_SOON -> throw new IllegalStateException("Nobody asked");
            };
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
    public Optional<Refund> find(String refundNo) {
        var asked = askedFor.get(refundNo);
        if (channel == PaymentChannel.ALIPAY && asked != null) {
            desk.asks(refundNo, asked.payment(), asked.at());
        }
        return desk.find(channel, refundNo).map(this::refund);
    }

    /// A transfer to a named account is no refund of a payment.
    @Override
    public List<Booked> booked(LocalDate day, ZoneId zone) {
        return desk.entries(channel).stream()
                .filter(entry -> entry.account() == null)
                .flatMap(entry ->
                        Optional.ofNullable(entry.bookedAt())
                                .filter(at -> LocalDate.ofInstant(at, zone).equals(day))
                                .map(at ->
                                        new Booked(
                                                entry.channelTransactionId(),
                                                entry.refundNo(),
                                                entry.amount(),
                                                at))
                                .stream())
                .toList();
    }

    private Refund refund(LedgerEntry entry) {
        var standing = standing(entry);
        return new Refund(
                entry.channelTransactionId(),
                entry.refundNo(),
                entry.channelRefundId(),
                entry.amount(),
                standing,
                standing == Standing.PAID ? entry.settlesAt() : null,
                desk.refunded(entry));
    }

    private Standing standing(LedgerEntry entry) {
        if (desk.takenBack(entry).isPresent()) {
            return Standing.TAKEN_BACK;
        }
        return switch (entry.statusAt(desk.now())) {
            case SUCCEEDED -> Standing.PAID;
            case PROCESSING -> Standing.UNDER_WAY;
            case ABNORMAL -> Standing.STUCK;
            case REVERSED -> Standing.TAKEN_BACK;
        };
    }

    @Override
    public void keepSilent() {
        desk.keepSilent();
    }
}
