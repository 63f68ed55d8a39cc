package cn.juhui.standalone.channel;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.standalone.channel.ledger.LedgerEntry;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The wire protocol of the simulated channels: `POST /channels/{channel}/refunds` and
/// `GET /channels/{channel}/refunds/{refundNo}`. A number is paid once; sent again it gets the same answer.
final class RefundEndpoint implements HttpHandler {

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
            @Nullable String code) {

        Answer aboutAnother() {
            return new Answer(refundNo + "x", channelRefundId, status, paidAt, code);
        }
    }

    private final Desk desk;

    RefundEndpoint(Desk desk) {
        this.desk = desk;
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
        var entry = desk.find(channel, refundNo);
        if (entry.isPresent()) {
            Exchanges.answer(exchange, 200, view(entry.get()));
        } else {
            refuse(exchange, 404, "NOT_FOUND");
        }
    }

    private void submit(HttpExchange exchange, PaymentChannel channel) throws IOException {
        var fault = desk.fault(channel);
        if (fault == Fault.SERVER_ERROR) {
            refuse(exchange, 500, "SYSTEM_ERROR");
            return;
        }
        if (fault == Fault.TOO_MANY_REQUESTS) {
            refuse(exchange, 429, "FREQUENCY_LIMITED");
            return;
        }
        if (fault == Fault.TIMEOUT_BEFORE_PAYING) {
            desk.keepSilent();
            return;
        }
        var request = Exchanges.read(exchange, Request.class).filter(RefundEndpoint::isComplete);
        if (request.isEmpty()) {
            refuse(exchange, 422, "INVALID_REQUEST");
            return;
        }
        var wanted = wanted(channel, request.get(), fault);
        var taken = desk.take(wanted, request.get().paidAt(), fault);
        if (taken.breach() != null) {
            var tooClose = taken.breach().rule() == Breach.Rule.TOO_CLOSE;
            refuse(exchange, tooClose ? 429 : 422, taken.breach().code());
        } else if (taken.entry() == null) {
            refuse(exchange, 422, "INSUFFICIENT_BALANCE");
        } else {
            answer(exchange, taken.entry(), wanted, fault);
        }
    }

    private void answer(HttpExchange exchange, LedgerEntry entered, LedgerEntry wanted, Fault fault)
            throws IOException {
        switch (fault) {
            case TIMEOUT_AFTER_PAYING -> desk.keepSilent();
            case RESET -> {} // Closed without an answer.
            case TRUNCATED_ANSWER -> Exchanges.answerHalf(exchange, view(entered));
            case BAD_SIGNATURE, STALE_ANSWER, WRONG_AMOUNT ->
                    Exchanges.answer(exchange, 200, view(entered).aboutAnother());
            case ACCOUNT_CLOSED,
                    INSUFFICIENT_BALANCE,
                    TIMEOUT_BEFORE_PAYING,
                    SERVER_ERROR,
                    TOO_MANY_REQUESTS,
                    SLOW,
                    NONE -> {
                if (isSame(entered, wanted)) {
                    Exchanges.answer(exchange, 200, view(entered));
                } else {
                    refuse(exchange, 422, "AMOUNT_MISMATCH");
                }
            }
        }
    }

    private static boolean isComplete(Request request) {
        return request.refundNo() != null
                && REFUND_NO.matcher(request.refundNo()).matches()
                && request.channelTransactionId() != null
                && !request.channelTransactionId().isBlank()
                && request.amount() != null
                && request.amount() >= 1
                && request.currency() != null
                && request.currency().matches("[A-Z]{3}");
    }

    private LedgerEntry wanted(PaymentChannel channel, Request request, Fault fault) {
        return desk.wanted(
                channel,
                Objects.requireNonNull(request.refundNo()),
                Objects.requireNonNull(request.channelTransactionId()),
                Objects.requireNonNull(request.amount()),
                Objects.requireNonNull(request.currency()),
                request.account(),
                fault);
    }

    private static boolean isSame(LedgerEntry entered, LedgerEntry wanted) {
        return entered.amount() == wanted.amount() && entered.currency().equals(wanted.currency());
    }

    private Answer view(LedgerEntry entry) {
        var back = desk.takenBack(entry);
        if (back.isPresent()) {
            return new Answer(
                    entry.refundNo(),
                    entry.channelRefundId(),
                    LedgerEntry.Status.REVERSED,
                    null,
                    back.get().code());
        }
        var status = entry.statusAt(desk.now());
        return new Answer(
                entry.refundNo(),
                entry.channelRefundId(),
                status,
                status == LedgerEntry.Status.SUCCEEDED ? entry.settlesAt() : null,
                status == LedgerEntry.Status.ABNORMAL ? "ACCOUNT_CLOSED" : null);
    }

    private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
        Exchanges.answer(exchange, status, Map.of("code", code));
    }
}
