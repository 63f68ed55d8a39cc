package cn.juhui.standalone.channel;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.standalone.channel.ledger.TakenBack;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What tests and demos do with a simulated channel: `POST /dev/channels/{channel}/faults`,
/// `POST /dev/channels/{channel}/reversals`, `GET /dev/channels/{channel}/refunds` and `GET /dev/channels/{channel}/breaches`.
final class DevEndpoint implements HttpHandler {

    private static final Pattern PATH =
            Pattern.compile(
                    "/dev/channels/(?<channel>[A-Z_]+)/(?<what>faults|refunds|reversals|breaches)");

    record Request(@Nullable String kind, @Nullable Integer times) {}

    /// What a channel says when nobody gives a reason.
    private static final String RETURNED = "RETURNED_BY_BANK";

    record Reversal(@Nullable String refundNo, @Nullable String code) {}

    record Armed(PaymentChannel channel, Fault kind, @Nullable Integer times) {}

    /// What can be done with the channels, and seen of them.
    interface Controls {

        void setFault(PaymentChannel channel, Fault kind, @Nullable Integer times);

        List<PaidRefund> refunds(PaymentChannel channel);

        List<Breach> breaches(PaymentChannel channel);

        Optional<TakenBack> takeBack(PaymentChannel channel, String refundNo, String code);
    }

    private final Controls channels;

    DevEndpoint(Controls channels) {
        this.channels = channels;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = PATH.matcher(exchange.getRequestURI().getPath());
            var channel =
                    path.matches()
                            ? RefundEndpoint.channel(path.group("channel"))
                            : Optional.<PaymentChannel>empty();
            if (channel.isEmpty()) {
                problem(exchange, 404, "NOT_FOUND", "There is no such channel or page.");
                return;
            }
            var call = exchange.getRequestMethod() + " " + path.group("what");
            switch (call) {
                case "POST faults" -> arm(exchange, channel.get());
                case "POST reversals" -> takeBack(exchange, channel.get());
                case "GET refunds" ->
                        Exchanges.answer(exchange, 200, channels.refunds(channel.get()));
                case "GET breaches" ->
                        Exchanges.answer(exchange, 200, channels.breaches(channel.get()));
                default -> problem(exchange, 405, "METHOD_NOT_ALLOWED", "Not here: " + call);
            }
        }
    }

    private void arm(HttpExchange exchange, PaymentChannel channel) throws IOException {
        var request = Exchanges.read(exchange, Request.class);
        var kind =
                request.flatMap(r ->
                        Stream.of(Fault.values())
                                .filter(f -> f.name().equals(r.kind()))
                                .findFirst());
        var times = request.map(Request::times).orElse(null);
        if (kind.isEmpty() || (times != null && times < 1)) {
            problem(
                    exchange,
                    400,
                    "INVALID_INPUT",
                    "Wanted: {\"kind\": one of %s, \"times\"?: 1 or more}"
                            .formatted(List.of(Fault.values())));
            return;
        }
        channels.setFault(channel, kind.get(), times);
        Exchanges.answer(exchange, 200, new Armed(channel, kind.get(), times));
    }

    private void takeBack(HttpExchange exchange, PaymentChannel channel) throws IOException {
        var request = Exchanges.read(exchange, Reversal.class);
        if (request.isEmpty() || request.get().refundNo() == null) {
            var wanted = "Wanted: {\"refundNo\": a number that was paid, \"code\"?: why}";
            problem(exchange, 400, "INVALID_INPUT", wanted);
            return;
        }
        var code = Optional.ofNullable(request.get().code()).orElse(RETURNED);
        var back = channels.takeBack(channel, request.get().refundNo(), code);
        if (back.isEmpty()) {
            problem(exchange, 404, "NOT_FOUND", "This number was never paid.");
        } else {
            Exchanges.answer(exchange, 200, back.get());
        }
    }

    private static void problem(HttpExchange exchange, int status, String code, String detail)
            throws IOException {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "about:blank");
        body.put("title", code);
        body.put("status", status);
        body.put("code", code);
        body.put("detail", detail);
        Exchanges.answer(exchange, status, "application/problem+json", body);
    }
}
