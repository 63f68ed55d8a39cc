package cn.juhui.scenarios.client;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The platform at a gateway's address; hands out its people.
public final class Juhui {

    private final GatewayHttp http;
    private final GatewayHttp dev;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    /// @param gateway such as `http://127.0.0.1:8080`
    public Juhui(String gateway) {
        this(gateway, _ -> {});
    }

    /// @param watcher sees every answer before anybody else
    public Juhui(String gateway, Consumer<HttpResponse<String>> watcher) {
        this.http = new GatewayHttp(gateway, watcher);
        this.dev = http;
    }

    /// @param dev where tokens are issued (`/dev`), if that is another gateway
    public Juhui(String gateway, String dev) {
        this.http = new GatewayHttp(gateway, _ -> {});
        this.dev = new GatewayHttp(dev, _ -> {});
    }

    public String gateway() {
        return http.gateway();
    }

    public Person customer(String id) {
        return person(id, "CUSTOMER", null);
    }

    public Person merchant(String merchantId) {
        return person("staff_of_" + merchantId, "MERCHANT", merchantId);
    }

    public Person agent(String id) {
        return person(id, "AGENT", null);
    }

    public Person operator() {
        return person("operator", "OPERATOR", null);
    }

    public Person storefront() {
        return person("storefront", "STOREFRONT", null);
    }

    private Person person(String subject, String role, @Nullable String merchantId) {
        var token = tokens.computeIfAbsent(role + subject, _ -> token(subject, role, merchantId));
        return new Person(http, token);
    }

    /// Whoever this token is for.
    public Person bearer(String token) {
        return new Person(http, token);
    }

    /// A token from the standalone's own issuer.
    public String token(String subject, String role, @Nullable String merchantId) {
        var wish =
                merchantId == null
                        ? Map.of("subject", subject, "roles", List.of(role))
                        : Map.of(
                                "subject",
                                subject,
                                "roles",
                                List.of(role),
                                "merchantId",
                                merchantId);
        return dev("POST", "/dev/tokens", wish).expect(200).text("accessToken");
    }

    /// What the simulated channel really paid.
    public List<JsonNode> paidThrough(String channel) {
        var paid = dev("GET", "/dev/channels/" + channel + "/refunds", null).expect(200).json();
        return paid.valueStream().toList();
    }

    /// What was asked of the simulated channel against its rules.
    public List<JsonNode> breachesAt(String channel) {
        var breaches = dev("GET", "/dev/channels/" + channel + "/breaches", null).expect(200);
        return breaches.json().valueStream().toList();
    }

    /// Breaks the simulated channel on purpose; `times` 0 means until changed.
    public void fault(String channel, String kind, int times) {
        var wish = times == 0 ? Map.of("kind", kind) : Map.of("kind", kind, "times", times);
        var answer = dev("POST", "/dev/channels/" + channel + "/faults", wish);
        if (answer.status() >= 300) {
            throw new AssertionError("No fault: " + answer);
        }
    }

    /// The simulated channel takes back what it paid under this number.
    public void takeBack(String channel, String refundNo) {
        dev("POST", "/dev/channels/" + channel + "/reversals", Map.of("refundNo", refundNo))
                .expect(200);
    }

    /// From now on the simulated supplier answers this about a card.
    public void supplierSays(String cardId, Map<String, Object> answer) {
        dev("PUT", "/dev/cards/" + cardId, answer).expect(200);
    }

    /// Moves every service's business clock forward.
    public void advance(Duration by) {
        dev("POST", "/dev/clock", Map.of("advance", by.toString())).expect(200);
    }

    /// What the services' business clock shows.
    public Instant now() {
        return Instant.parse(dev("GET", "/dev/clock", null).expect(200).text("now"));
    }

    private Answer dev(String method, String path, @Nullable Object body) {
        return dev.send(
                dev.request(path)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(json(body))));
    }

    /// Sends anything, as anybody.
    public Answer send(HttpRequest.Builder request) {
        return http.send(request);
    }

    /// Text as it is, anything else as JSON.
    public static String json(Object body) {
        return GatewayHttp.json(body);
    }
}
