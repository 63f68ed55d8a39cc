package cn.juhui.standalone.channel;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/// JSON in and out of an [HttpExchange].
final class Exchanges {

    private static final int LARGEST_BODY = 16 * 1024;

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .build();

    private Exchanges() {}

    /// The body; empty when it is too large, no JSON or not of this form.
    static <T> Optional<T> read(HttpExchange exchange, Class<T> type) throws IOException {
        var bytes = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (bytes.length > LARGEST_BODY) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JSON.readValue(bytes, type));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    static void answer(HttpExchange exchange, int status, @Nullable Object body)
            throws IOException {
        answer(exchange, status, "application/json", body);
    }

    /// Promises the whole body and sends half of it.
    static void answerHalf(HttpExchange exchange, Object body) throws IOException {
        var bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
        exchange.getResponseBody().flush();
    }

    static void answer(HttpExchange exchange, int status, String mediaType, @Nullable Object body)
            throws IOException {
        var bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", mediaType);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
