package cn.juhui.refund.adapter.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What evidence-service keeps of cases, as refund-service sees it on the wire.
final class NearbyExhibits {

    /// One for all tests: the neighbours are theirs together.
    static final NearbyExhibits SHARED = new NearbyExhibits(RunningService.NEIGHBOURS);

    private static final byte[] NOTHING = {};

    private final Neighbourhood neighbours;

    /// Refund id → the conversation's JSON.
    final Map<String, String> conversations = new ConcurrentHashMap<>();

    /// Evidence id → its description's JSON.
    final Map<String, String> descriptions = new ConcurrentHashMap<>();

    /// Evidence id → the picture as others see it.
    final Map<String, byte[]> pictures = new ConcurrentHashMap<>();

    /// Evidence id → the status with which its picture is refused.
    final Map<String, Integer> refused = new ConcurrentHashMap<>();

    volatile boolean breaksAtPictures;

    private NearbyExhibits(Neighbourhood neighbours) {
        this.neighbours = neighbours;
        neighbours.server.createContext("/internal/refunds/", this::conversation);
        neighbours.server.createContext("/v1/evidence/", this::evidence);
        neighbours.server.createContext("/internal/evidence/", this::shown);
    }

    /// A customer's picture of a card that doesn't work.
    ///
    /// @return its id
    String exists(String id, byte[] picture) {
        pictures.put(id, picture);
        descriptions.put(
                id,
                """
                {"id":"%s","orderId":"x","kind":"INVALID_CARD","mediaType":"image/jpeg","bytes":7,"sha256":"%s",
                 "width":640,"height":480,"uploadedBy":"CUSTOMER","uploadedAt":"2026-11-24T01:00:00Z","somethingNew":{}}
                """
                        .formatted(id, "ab".repeat(32)));
        return id;
    }

    private static String id(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().split("/")[3];
    }

    private void conversation(HttpExchange exchange) throws IOException {
        answer(exchange, "application/json", bytes(conversations.get(id(exchange))));
    }

    private void evidence(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().endsWith("/thumbnail")) {
            answer(exchange, "image/jpeg", pictures.get(id(exchange)));
        } else {
            answer(exchange, "application/json", bytes(descriptions.get(id(exchange))));
        }
    }

    private void shown(HttpExchange exchange) throws IOException {
        var refusal = breaksAtPictures ? Integer.valueOf(500) : refused.get(id(exchange));
        if (refusal != null) {
            exchange.sendResponseHeaders(refusal, -1);
            exchange.close();
        } else {
            answer(exchange, "image/png", pictures.get(id(exchange)));
        }
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private void answer(HttpExchange exchange, String type, byte @Nullable [] body)
            throws IOException {
        var hasToken = exchange.getRequestHeaders().containsKey("Authorization");
        var status = neighbours.down || !hasToken ? 500 : body == null ? 404 : 200;
        var bytes = status == 200 && body != null ? body : NOTHING;
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
