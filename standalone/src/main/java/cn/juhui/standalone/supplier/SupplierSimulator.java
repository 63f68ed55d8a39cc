package cn.juhui.standalone.supplier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The supplier of cards, simulated behind HTTP: it speaks the protocol of docs/card-checks.md and knows of a card what it was told to
/// know; of any other one it says `UNKNOWN`. On the loopback address, on any free port.
public final class SupplierSimulator implements AutoCloseable {

    private static final int LARGEST_QUESTION = 64 * 1024;

    /// What the supplier knows of a card.
    public enum State {
        UNUSED,
        USED,
        PARTIALLY_USED,
        UNKNOWN
    }

    /// @param remainingValue in minor units; for `PARTIALLY_USED`
    /// @param usedAt when it was spent from; null for a moment ago
    public record Known(State state, @Nullable Long remainingValue, @Nullable Instant usedAt) {}

    private record Question(@Nullable List<@Nullable Asked> cards) {}

    private record Asked(@Nullable String cardId) {}

    private record Answer(List<Said> cards) {}

    private record Said(
            String cardId,
            State state,
            @Nullable Long remainingValue,
            @Nullable Instant usedAt,
            String reference) {}

    private final JsonMapper json =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    private final Map<String, Known> cards = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private SupplierSimulator(HttpServer server) {
        this.server = server;
    }

    public static SupplierSimulator start() throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var server = HttpServer.create(address, 1024);
        var simulator = new SupplierSimulator(server);
        server.setExecutor(simulator.threads);
        server.createContext("/card-checks", simulator::answer);
        server.start();
        return simulator;
    }

    /// Where it listens, such as `http://127.0.0.1:40123`.
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// From now on it knows this of the card.
    public void knows(String cardId, Known known) {
        cards.put(cardId, known);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readNBytes(LARGEST_QUESTION + 1);
            var question = body.length > LARGEST_QUESTION ? null : question(body);
            if (question == null || question.cards() == null) {
                exchange.sendResponseHeaders(400, -1);
                return;
            }
            var said =
                    question.cards().stream()
                            .filter(Objects::nonNull)
                            .map(Asked::cardId)
                            .filter(Objects::nonNull)
                            .map(this::said)
                            .toList();
            var bytes = json.writeValueAsBytes(new Answer(said));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Said said(String cardId) {
        var known = cards.getOrDefault(cardId, new Known(State.UNKNOWN, null, null));
        return new Said(
                cardId, known.state(), known.remainingValue(), known.usedAt(), "SIM-" + cardId);
    }

    private @Nullable Question question(byte[] body) {
        try {
            return json.readValue(body, Question.class);
        } catch (JacksonException e) {
            return null;
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
