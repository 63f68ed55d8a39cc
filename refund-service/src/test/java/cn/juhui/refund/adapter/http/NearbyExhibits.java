package cn.juhui.refund.adapter.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What evidence-service keeps of cases, as refund-service sees it on the wire.
final class NearbyExhibits {

    private static final byte[] NOTHING = {};

    private final Neighbourhood neighbours;

    /// Refund id → the conversation's JSON.
    final Map<String, String> conversations = new ConcurrentHashMap<>();

    /// Evidence id → its description's JSON.
    final Map<String, String> descriptions = new ConcurrentHashMap<>();

    /// Evidence id → the picture as others see it.
    final Map<String, byte[]> pictures = new ConcurrentHashMap<>();

    volatile boolean breaksAtPictures;

    NearbyExhibits(Neighbourhood neighbours) {
        this.neighbours = neighbours;
        neighbours.server.createContext("/internal/refunds/", this::conversation);
        neighbours.server.createContext("/v1/evidence/", this::evidence);
        neighbours.server.createContext("/internal/evidence/", this::shown);
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
        if (breaksAtPictures) {
            exchange.sendResponseHeaders(500, -1);
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
