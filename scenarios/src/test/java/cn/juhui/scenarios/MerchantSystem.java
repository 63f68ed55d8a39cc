package cn.juhui.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.client.Person;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A merchant's system that is told by webhooks, and compares what it was told with the feed.
final class MerchantSystem implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpServer server;
    private final ConcurrentLinkedQueue<Told> told = new ConcurrentLinkedQueue<>();
    private @Nullable Person people;
    private String secret = "";

    private record Told(String id, String timestamp, String signatures, byte[] body) {

        JsonNode event() {
            return JsonMapper.shared().readTree(body);
        }
    }

    MerchantSystem() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        told.add(
                new Told(
                        headers.getFirst("webhook-id"),
                        headers.getFirst("webhook-timestamp"),
                        headers.getFirst("webhook-signature"),
                        exchange.getRequestBody().readAllBytes()));
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    void subscribe(Person merchant) {
        people = merchant;
        var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        secret =
                merchant.post("/v1/webhook-endpoints", Map.of("url", url))
                        .expect(201)
                        .text("secret");
    }

    /// Every event of the feed came, signed, under its own id, and each case's for the first time in their order. One that came twice came with the same bytes.
    ///
    /// @param completed how many refunds were
    void assertToldOfEverything(int completed) throws GeneralSecurityException {
        var feed =
                Awaitility.await("the feed")
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(200))
                        .until(
                                this::feed,
                                all ->
                                        all.values().stream()
                                                        .filter(MerchantSystem::isTheEnd)
                                                        .count()
                                                == completed);
        Awaitility.await("all webhooks")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> ids().containsAll(feed.keySet()));
        assertThat(feed.keySet()).containsAll(ids()).hasSizeGreaterThan(100);
        var bodies = new HashMap<String, String>();
        var last = new HashMap<String, Integer>();
        for (var one : told) {
            assertThat(one.signatures().split(" ")).contains(signature(one));
            var body = new String(one.body(), StandardCharsets.UTF_8);
            var before = bodies.putIfAbsent(one.id(), body);
            if (before == null) {
                var sequence = Integer.parseInt(one.event().path("sequence").asString());
                assertThat(sequence)
                        .isGreaterThan(
                                last.getOrDefault(one.event().path("subject").asString(), 0));
                last.put(one.event().path("subject").asString(), sequence);
            } else {
                assertThat(body).isEqualTo(before);
            }
            assertThat(one.event()).isEqualTo(feed.get(one.id()));
        }
    }

    private static boolean isTheEnd(JsonNode event) {
        return event.path("type").asString().equals("refund.completed");
    }

    private List<String> ids() {
        return told.stream().map(Told::id).toList();
    }

    private String signature(Told one) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        var key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        mac.update((one.id() + "." + one.timestamp() + ".").getBytes(StandardCharsets.UTF_8));
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(one.body()));
    }

    private Map<String, JsonNode> feed() {
        var all = new ArrayList<JsonNode>();
        var path = "/v1/events?limit=100";
        while (true) {
            var page = people().get(path).expect(200).json();
            if (page.path("data").isEmpty()) {
                return all.stream()
                        .collect(
                                Collectors.toMap(
                                        event -> event.path("id").asString(),
                                        Function.identity(),
                                        (_, _) -> {
                                            throw new AssertionError("Twice in the feed");
                                        },
                                        LinkedHashMap::new));
            }
            page.path("data").forEach(all::add);
            path = "/v1/events?limit=100&after=" + page.path("nextCursor").asString();
        }
    }

    private Person people() {
        return Objects.requireNonNull(people);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
