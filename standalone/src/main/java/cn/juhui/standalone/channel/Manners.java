package cn.juhui.standalone.channel;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.standalone.channel.Breach.Rule;
import cn.juhui.standalone.channel.ledger.JsonLines;
import cn.juhui.standalone.channel.ledger.LedgerEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the channels put up with: how old a payment may be, how often it can be refunded, how close after each other. The numbers are the
/// channels' own, and on purpose not those that the services go by: this is the outside world, which judges them. What breaks a rule is refused and
/// written down, for ever.
///
/// A refund to another, named account is a transfer of its own: neither age nor number counts for it.
final class Manners implements AutoCloseable {

    /// @param window how old a payment may be
    /// @param most refunds of one payment
    /// @param between two refunds of one payment
    /// @param tooOld the channel's code for a payment beyond its window
    private record Limits(Duration window, int most, Duration between, String tooOld) {}

    /// Without a code of its own a channel says that the request is invalid.
    private static final String TOO_MANY = "INVALID_REQUEST";

    static final String TOO_CLOSE = "FREQUENCY_LIMITED";

    private static final Duration BEFORE_ASKING = Duration.ofSeconds(10);

    private static Limits of(PaymentChannel channel) {
        return switch (channel) {
            case WECHAT_PAY ->
                    new Limits(Duration.ofDays(365), 50, Duration.ofSeconds(60), "TRADE_OVERDUE");
            case ALIPAY ->
                    new Limits(
                            Duration.ofDays(365),
                            Integer.MAX_VALUE,
                            Duration.ofSeconds(3),
                            "ACQ.TRADE_HAS_FINISHED");
            case BANK_CARD ->
                    new Limits(Duration.ofDays(334), Integer.MAX_VALUE, Duration.ZERO, "39");
        };
    }

    /// What is known of the refunds of one payment. Its lock makes one refund wait for the judgement of another.
    private static final class Payment {
        private final Set<String> refunds = new HashSet<>();
        private String lastNo = "";
        private @Nullable Instant lastAt;
    }

    private final Map<String, Payment> payments = new ConcurrentHashMap<>();
    private final JsonLines<Breach> breaches;

    private Manners(JsonLines<Breach> breaches) {
        this.breaches = breaches;
    }

    /// @param path where the breaches are, or will be
    /// @param before what the channels took on so far
    static Manners open(Path path, List<LedgerEntry> before) throws IOException {
        var manners = new Manners(JsonLines.open(path, Breach.class));
        before.forEach(entry -> took(manners.payment(entry), entry, entry.settlesAt()));
        return manners;
    }

    private Payment payment(LedgerEntry entry) {
        return payments.computeIfAbsent(
                entry.channel() + " " + entry.channelTransactionId(), _ -> new Payment());
    }

    /// Takes on a refund with a number that is new, unless that breaks a rule.
    ///
    /// @param paidAt when the payment was made; null when nobody told: then its age is not judged
    /// @param take enters it; empty when it is refused for another reason
    /// @return the breach; empty when there was none
    Optional<Breach> judge(
            LedgerEntry wanted,
            @Nullable Instant paidAt,
            Instant now,
            Supplier<Optional<LedgerEntry>> take) {
        var payment = payment(wanted);
        synchronized (payment) {
            var breach = breach(wanted, paidAt, now, payment);
            breach.ifPresent(breaches::add);
            if (breach.isEmpty()) {
                payment.lastNo = wanted.refundNo();
                payment.lastAt = now;
                take.get().ifPresent(entry -> took(payment, entry, now));
            }
            return breach;
        }
    }

    /// A question about a number at Alipay, which wants ten seconds between a refund and that.
    void asks(String refundNo, String payment, Instant sentAt, Instant now) {
        if (now.isBefore(sentAt.plus(BEFORE_ASKING))) {
            breaches.add(
                    new Breach(
                            PaymentChannel.ALIPAY,
                            Rule.ASKED_TOO_SOON,
                            refundNo,
                            payment,
                            now,
                            "",
                            "%s after it was sent, %s asked for"
                                    .formatted(Duration.between(sentAt, now), BEFORE_ASKING)));
        }
    }

    private static void took(Payment payment, LedgerEntry entry, @Nullable Instant at) {
        if (entry.account() == null) {
            payment.refunds.add(entry.refundNo());
        }
        if (at != null && (payment.lastAt == null || payment.lastAt.isBefore(at))) {
            payment.lastAt = at;
            payment.lastNo = entry.refundNo();
        }
    }

    private static Optional<Breach> breach(
            LedgerEntry wanted, @Nullable Instant paidAt, Instant now, Payment payment) {
        var limits = of(wanted.channel());
        var original = wanted.account() == null && !payment.refunds.contains(wanted.refundNo());
        if (original && paidAt != null && now.isAfter(paidAt.plus(limits.window()))) {
            return Optional.of(
                    breach(
                            wanted,
                            Rule.WINDOW_OVER,
                            now,
                            limits.tooOld(),
                            "paid at %s, refundable for %s".formatted(paidAt, limits.window())));
        }
        if (original && payment.refunds.size() >= limits.most()) {
            return Optional.of(
                    breach(
                            wanted,
                            Rule.TOO_MANY_REFUNDS,
                            now,
                            TOO_MANY,
                            "%d refunds before, %d allowed"
                                    .formatted(payment.refunds.size(), limits.most())));
        }
        var last = payment.lastAt;
        if (last != null
                && !payment.lastNo.equals(wanted.refundNo())
                && now.isBefore(last.plus(limits.between()))) {
            return Optional.of(
                    breach(
                            wanted,
                            Rule.TOO_CLOSE,
                            now,
                            TOO_CLOSE,
                            "%s after %s, %s asked for"
                                    .formatted(
                                            Duration.between(last, now),
                                            payment.lastNo,
                                            limits.between())));
        }
        return Optional.empty();
    }

    private static Breach breach(
            LedgerEntry wanted, Rule rule, Instant now, String code, String detail) {
        return new Breach(
                wanted.channel(),
                rule,
                wanted.refundNo(),
                wanted.channelTransactionId(),
                now,
                code,
                detail);
    }

    /// Every breach at a channel, oldest first.
    List<Breach> breaches(PaymentChannel channel) {
        return breaches.entries().stream().filter(b -> b.channel() == channel).toList();
    }

    @Override
    public void close() throws IOException {
        breaches.close();
    }
}
