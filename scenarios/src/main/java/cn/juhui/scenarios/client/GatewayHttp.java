package cn.juhui.scenarios.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/// HTTP to a gateway.
final class GatewayHttp {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final String gateway;
    private final Consumer<HttpResponse<String>> watcher;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    GatewayHttp(String gateway, Consumer<HttpResponse<String>> watcher) {
        this.gateway = gateway;
        this.watcher = watcher;
    }

    String gateway() {
        return gateway;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(gateway + path)).timeout(PATIENCE);
    }

    Answer send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            watcher.accept(response);
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Text as it is, anything else as JSON.
    static String json(Object body) {
        return body instanceof String text ? text : JsonMapper.shared().writeValueAsString(body);
    }
}
