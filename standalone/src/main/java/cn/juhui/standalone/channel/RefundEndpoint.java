package cn.juhui.standalone.channel;

import cn.juhui.contracts.money.PaymentChannel;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The wire protocol of the simulated channels: `POST /channels/{channel}/refunds` and
/// `GET /channels/{channel}/refunds/{refundNo}`. A number is paid once; sent again it gets the same answer. What breaks a rule of the channel is
/// refused ([Manners]). No payment was ever made here, so `paidAt` tells when it was; a real channel knows.
final class RefundEndpoint implements HttpHandler {

    /// How long a slow refund takes.
    static final Duration SLOWNESS = Duration.ofMillis(1500);

    private static final Pattern PATH =
            Pattern.compile(
                    "/channels/(?<channel>[A-Z_]+)/refunds(?:/(?<no>[0-9A-Za-z_-]{1,64}))?");
    private static final Pattern REFUND_NO = Pattern.compile("[0-9A-Za-z_-]{1,64}");

    record Request(
            @Nullable String refundNo,
            @Nullable String channelTransactionId,
            @Nullable Long amount,
            @Nullable String currency,
            @Nullable String account,
            @Nullable Instant paidAt) {}

    record Answer(
            String refundNo,
            String channelRefundId,
            LedgerEntry.Status status,
            @Nullable Instant paidAt,
            @Nullable String code) {}

    private final ChannelLedger ledger;
    private final ReversalList reversals;
    private final Manners manners;
    private final Faults faults;
    private final Clock clock;
    private final CountDownLatch closing;
    private final Duration silence;
    private final AtomicLong lastNumber;

    RefundEndpoint(
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
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = PATH.matcher(exchange.getRequestURI().getPath());
            var channel =
                    path.matches()
                            ? channel(path.group("channel"))
                            : Optional.<PaymentChannel>empty();
            if (channel.isEmpty()) {
                refuse(exchange, 404, "NO_SUCH_CHANNEL");
            } else if (exchange.getRequestMethod().equals("POST") && path.group("no") == null) {
                submit(exchange, channel.get());
            } else if (exchange.getRequestMethod().equals("GET") && path.group("no") != null) {
                query(exchange, channel.get(), path.group("no"));
            } else {
                refuse(exchange, 405, "METHOD_NOT_ALLOWED");
            }
        }
    }

    static Optional<PaymentChannel> channel(String name) {
        return Stream.of(PaymentChannel.values()).filter(c -> c.name().equals(name)).findFirst();
    }

    private void query(HttpExchange exchange, PaymentChannel channel, String refundNo)
            throws IOException {
        var entry = ledger.find(channel, refundNo);
        if (entry.isPresent()) {
            Exchanges.answer(exchange, 200, view(entry.get()));
        } else {
            refuse(exchange, 404, "NOT_FOUND");
        }
    }

    private void submit(HttpExchange exchange, PaymentChannel channel) throws IOException {
        var fault = faults.next(channel);
        if (fault == Fault.SERVER_ERROR) {
            refuse(exchange, 500, "SYSTEM_ERROR");
            return;
        }
        if (fault == Fault.TIMEOUT_BEFORE_PAYING) {
            keepSilent();
            return;
        }
        var request = Exchanges.read(exchange, Request.class);
        var wanted = request.flatMap(r -> entry(channel, r, fault)).orElse(null);
        if (wanted == null) {
            refuse(exchange, 422, "INVALID_REQUEST");
            return;
        }
        var entered = ledger.find(channel, wanted.refundNo());
        if (entered.isEmpty()) {
            var paidAt = request.map(Request::paidAt).orElse(null);
            var breach = manners.judge(wanted, paidAt, clock.instant(), () -> enter(wanted, fault));
            if (breach.isPresent()) {
                var tooClose = breach.get().rule() == Breach.Rule.TOO_CLOSE;
                refuse(exchange, tooClose ? 429 : 422, breach.get().code());
                return;
            }
            entered = ledger.find(channel, wanted.refundNo());
        }
        if (entered.isEmpty()) {
            refuse(exchange, 422, "INSUFFICIENT_BALANCE");
        } else if (fault == Fault.TIMEOUT_AFTER_PAYING) {
            keepSilent();
        } else if (isSame(entered.get(), wanted)) {
            Exchanges.answer(exchange, 200, view(entered.get()));
        } else {
            refuse(exchange, 422, "AMOUNT_MISMATCH");
        }
    }

    private Optional<LedgerEntry> enter(LedgerEntry wanted, Fault fault) {
        return fault == Fault.INSUFFICIENT_BALANCE
                ? Optional.empty()
                : Optional.of(ledger.enter(wanted));
    }

    private Optional<LedgerEntry> entry(PaymentChannel channel, Request request, Fault fault) {
        if (request.refundNo() == null
                || !REFUND_NO.matcher(request.refundNo()).matches()
                || request.channelTransactionId() == null
                || request.channelTransactionId().isBlank()
                || request.amount() == null
                || request.amount() < 1
                || request.currency() == null
                || !request.currency().matches("[A-Z]{3}")) {
            return Optional.empty();
        }
        var closed = fault == Fault.ACCOUNT_CLOSED && request.account() == null;
        var arrives = clock.instant().plus(fault == Fault.SLOW ? SLOWNESS : Duration.ZERO);
        return Optional.of(
                new LedgerEntry(
                        channel,
                        request.refundNo(),
                        request.channelTransactionId(),
                        request.amount(),
                        request.currency(),
                        request.account(),
                        "%s%012d".formatted(channel.name().charAt(0), lastNumber.incrementAndGet()),
                        closed ? null : arrives));
    }

    private static boolean isSame(LedgerEntry entered, LedgerEntry wanted) {
        return entered.amount() == wanted.amount() && entered.currency().equals(wanted.currency());
    }

    private Answer view(LedgerEntry entry) {
        var back = reversals.find(entry.channel(), entry.refundNo());
        if (back.isPresent()) {
            return new Answer(
                    entry.refundNo(),
                    entry.channelRefundId(),
                    LedgerEntry.Status.REVERSED,
                    null,
                    back.get().code());
        }
        var status = entry.statusAt(clock.instant());
        return new Answer(
                entry.refundNo(),
                entry.channelRefundId(),
                status,
                status == LedgerEntry.Status.SUCCEEDED ? entry.settlesAt() : null,
                status == LedgerEntry.Status.ABNORMAL ? "ACCOUNT_CLOSED" : null);
    }

    private void keepSilent() {
        try {
            var unused = closing.await(silence.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
        Exchanges.answer(exchange, status, Map.of("code", code));
    }
}
