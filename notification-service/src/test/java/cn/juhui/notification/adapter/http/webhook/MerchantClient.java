package cn.juhui.notification.adapter.http.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.platform.testkit.ApiAnswers;
import cn.juhui.platform.testkit.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A merchant's people, calling the service; every answer is held against the API document.
public final class MerchantClient {

    private static final ApiAnswers ANSWERS = ApiAnswers.ofAService();

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final String token;

    public MerchantClient(int port, String merchantId) {
        this(port, TestTokens.merchant(merchantId), null);
    }

    private MerchantClient(int port, String token, @Nullable Void unused) {
        this.port = port;
        this.token = token;
    }

    /// Somebody with this token.
    public static MerchantClient with(int port, String token) {
        return new MerchantClient(port, token, null);
    }

    public HttpResponse<String> call(
            String method, String path, @Nullable String body, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Accept-Language", "en")
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return ANSWERS.checked(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// @return the answer's body; fails unless the status is this one
    public JsonNode expect(int status, String method, String path, @Nullable String body) {
        var answer = call(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer.body().isEmpty()
                ? JsonMapper.shared().createObjectNode()
                : JsonMapper.shared().readTree(answer.body());
    }

    public JsonNode get(String path) {
        return expect(200, "GET", path, null);
    }

    /// A new endpoint for these types; none: all.
    public JsonNode endpoint(String url, String... types) {
        var body = JsonMapper.shared().createObjectNode().put("url", url);
        var list = body.putArray("eventTypes");
        for (var type : types) {
            list.add(type);
        }
        return expect(201, "POST", "/v1/webhook-endpoints", body.toString());
    }
}
