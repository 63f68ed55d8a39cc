package cn.juhui.refund.adapter.http;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Event;
import cn.juhui.contracts.money.NameCheck;
import cn.juhui.contracts.wire.Topics;
import cn.juhui.platform.journal.history.HistoryEntry;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.messaging.EventSender;
import cn.juhui.platform.testkit.TestBackends;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The services around refund-service, as far as it can see them: what they answer, and what they tell on Kafka.
final class Neighbourhood implements AutoCloseable {

    final HttpServer server;
    private final EventSender sender =
            new EventSender("neighbourhood", TestBackends.kafkaServers());
    private final AtomicLong sequence = new AtomicLong();

    /// Order id → the quote's JSON; an order without one does not exist.
    final Map<String, String> quotes = new ConcurrentHashMap<>();

    /// Order id → what it tells when it is asked to tell again, once.
    final Map<String, Event> untold = new ConcurrentHashMap<>();

    /// Evidence id → the piece's JSON.
    final Map<String, String> evidence = new ConcurrentHashMap<>();

    /// What payout-service was given to keep.
    final Queue<String> accounts = new ConcurrentLinkedQueue<>();

    /// What order-service says to a holder's name.
    volatile NameCheck nameCheck = NameCheck.MATCH;

    volatile boolean down;

    Neighbourhood() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/internal/orders/", this::quote);
        server.createContext("/internal/histories/", this::history);
        server.createContext("/internal/evidence", this::pieces);
        server.createContext("/internal/payouts/", this::account);
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void quote(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().endsWith("/payer-checks")) {
            answer(exchange, "{\"result\":\"%s\"}".formatted(nameCheck));
            return;
        }
        var orderId = exchange.getRequestURI().getPath().split("/")[3];
        answer(exchange, quotes.get(orderId));
    }

    private void history(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        if (!down && path.endsWith("/tellings")) {
            var orderId = path.split("/")[3];
            var event = untold.remove(orderId);
            if (event != null) {
                tellOfOrder(orderId, event);
            }
        }
        send(exchange, down ? 500 : 200, "{\"sequence\":1000000}");
    }

    private void pieces(HttpExchange exchange) throws IOException {
        var ids = exchange.getRequestURI().getQuery().replace("ids=", "").split(",");
        var found =
                Stream.of(ids)
                        .filter(evidence::containsKey)
                        .map(evidence::get)
                        .collect(Collectors.joining(",", "[", "]"));
        answer(exchange, found);
    }

    private void account(HttpExchange exchange) throws IOException {
        accounts.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var ref = "{\"accountRef\":\"" + Ids.next("acc") + "\"}";
        answer(exchange, 201, ref);
    }

    private void answer(HttpExchange exchange, @Nullable String body) throws IOException {
        answer(exchange, body == null ? 404 : 200, body);
    }

    private void answer(HttpExchange exchange, int otherwise, @Nullable String body)
            throws IOException {
        var hasToken = exchange.getRequestHeaders().containsKey("Authorization");
        send(exchange, down || !hasToken ? 500 : otherwise, body);
    }

    private static void send(HttpExchange exchange, int status, @Nullable String body)
            throws IOException {
        var bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    /// Tells an event as its service would.
    void tell(String topic, String subject, Event event) {
        var entry =
                new HistoryEntry(
                        sequence.incrementAndGet(),
                        Ids.next("evt"),
                        event.type(),
                        Instant.now(),
                        Actor.system("neighbourhood"),
                        "test",
                        null,
                        StateMapper.toTree(event),
                        null,
                        "");
        sender.send(
                topic,
                subject,
                "mer_happy",
                entry,
                e -> {
                    if (e != null) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    void tellOfOrder(String orderId, Event event) {
        tell(Topics.ORDERS, orderId, event);
    }

    void tellOfPayout(String payoutId, Event event) {
        tell(Topics.PAYOUTS, payoutId, event);
    }

    @Override
    public void close() {
        server.stop(0);
        sender.close();
    }
}
