package cn.juhui.gateway;

import cn.juhui.gateway.route.Service;
import cn.juhui.platform.testkit.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A running gateway between a client and five tiny services, with the keys of [TestTokens].
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=gateway",
            "juhui.gateway.connect-timeout=1s",
            "juhui.gateway.read-timeout=1s"
        })
abstract class GatewayTest {

    static final String ALICE = TestTokens.customer("cus_alice");
    static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Map<Service, Upstream> UPSTREAMS = new EnumMap<>(Service.class);
    private static final JsonMapper JSON = new JsonMapper();

    static {
        Arrays.stream(Service.values()).forEach(service -> UPSTREAMS.put(service, new Upstream()));
    }

    @LocalServerPort int port;

    /// Addresses that a test class puts in the place of an upstream, before its context starts.
    static final Map<Service, String> ELSEWHERE = new ConcurrentHashMap<>();

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry properties) {
        properties.add("juhui.security.jwk-set-uri", TestTokens::jwkSetUri);
        properties.add("juhui.security.issuer", () -> "");
        properties.add("juhui.drain.delay", () -> "0s");
        UPSTREAMS.forEach((service, upstream) ->
                properties.add(
                        "juhui.gateway.services." + service.name().toLowerCase(Locale.ROOT),
                        () -> ELSEWHERE.getOrDefault(service, upstream.url())));
    }

    @BeforeEach
    void forgetWhatWasAsked() {
        UPSTREAMS.values().forEach(Upstream::forget);
    }

    static Upstream upstream(Service service) {
        return Objects.requireNonNull(UPSTREAMS.get(service));
    }

    static boolean anybodyWasAsked() {
        return UPSTREAMS.values().stream().anyMatch(Upstream::wasAsked);
    }

    HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30));
    }

    HttpRequest.Builder as(String token, String path) {
        return anonymous(path).header("Authorization", "Bearer " + token);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    /// Code and status of the problem document that the answer must be.
    static String problem(HttpResponse<String> answer) {
        var type = header(answer, "Content-Type");
        if (!type.startsWith("application/problem+json")) {
            throw new AssertionError(
                    "Not a problem document: "
                            + answer.statusCode()
                            + " "
                            + type
                            + " "
                            + answer.body());
        }
        var document = json(answer);
        if (document.path("status").asInt() != answer.statusCode()
                || document.path("traceId").asString("").isEmpty()
                || document.path("detail").asString("").isEmpty()) {
            throw new AssertionError("Incomplete problem document: " + answer.body());
        }
        return answer.statusCode() + " " + document.path("code").asString();
    }
}
