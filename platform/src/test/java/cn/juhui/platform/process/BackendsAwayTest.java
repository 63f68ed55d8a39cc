package cn.juhui.platform.process;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.embeddedkafka.EmbeddedKafka;
import cn.juhui.embeddedmongo.EmbeddedMongo;
import cn.juhui.platform.messaging.ListeningService;
import cn.juhui.platform.testkit.FakeIssuer;
import cn.juhui.platform.testkit.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/// A running service whose issuer of tokens is away at first, and whose broker, and then whose store, goes away and comes back. Without a broker it still answers:
/// events wait in the store.
class BackendsAwayTest {

    private static final String ISSUER = "http://issuer.test";
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final HttpClient http = HttpClient.newHttpClient();
    private int port;
    private int door;
    private String token = TestTokens.operator(ISSUER);

    @Test
    void readiness_follows_the_issuer_and_the_store_and_not_the_broker_and_liveness_none(
            @TempDir Path data) throws Exception {
        var store = EmbeddedMongo.onDisk(data.resolve("store"), "127.0.0.1", 0);
        var kafka = EmbeddedKafka.start(data.resolve("kafka"), "127.0.0.1", 0);
        var storePort = store.port();
        var kafkaPort = Integer.parseInt(kafka.bootstrapServers().split(":")[1]);
        try (var issuer = new FakeIssuer();
                var service = service(store.uri(), kafka.bootstrapServers(), issuer.jwkSetUri())) {
            port = portOf(service.getEnvironment(), "management");
            door = portOf(service.getEnvironment(), "server");
            token = issuer.operator(ISSUER);
            assertThat(get("readiness").statusCode()).isEqualTo(503);
            assertThat(get("readiness").body()).contains("\"issuer\":{\"status\":\"DOWN\"}");
            assertThat(get("liveness").statusCode()).isEqualTo(200);
            issuer.answers();
            awaitReadiness(200);
            assertThat(get("readiness").body()).doesNotContain("DOWN", "broker");

            kafka.close();
            Awaitility.await("the broker is missed")
                    .atMost(PATIENCE)
                    .until(() -> get("").statusCode() == 503);
            assertThat(get("readiness").body()).doesNotContain("DOWN", "broker");
            assertThat(get("liveness").statusCode()).isEqualTo(200);

            try (var again = EmbeddedKafka.start(data.resolve("kafka"), "127.0.0.1", kafkaPort)) {
                assertThat(again.bootstrapServers()).isEqualTo(kafka.bootstrapServers());
                Awaitility.await("the broker is back")
                        .atMost(PATIENCE)
                        .until(() -> get("").statusCode() == 200);

                store.close();
                awaitReadiness(503);
                assertThat(get("readiness").body())
                        .contains(
                                "\"issuer\":{\"status\":\"UP\"}",
                                "\"store\":{\"status\":\"DOWN\"}");
                assertRefusedForNow(post());
                assertThat(get("liveness").statusCode()).isEqualTo(200);

                try (var storeAgain =
                        EmbeddedMongo.onDisk(data.resolve("store"), "127.0.0.1", storePort)) {
                    assertThat(storeAgain.uri()).isEqualTo(store.uri());
                    awaitReadiness(200);
                    assertThat(post().statusCode()).isEqualTo(404);
                }
            }
        }
    }

    private static int portOf(Environment environment, String door) {
        return environment.getRequiredProperty("local." + door + ".port", Integer.class);
    }

    private static ConfigurableApplicationContext service(
            String store, String brokers, String keys) {
        return new SpringApplicationBuilder(ListeningService.application())
                .properties("spring.config.name=ear-service")
                .run(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--MONGODB_URI=" + store,
                        "--KAFKA_BOOTSTRAP_SERVERS=" + brokers,
                        "--JWK_SET_URI=" + keys,
                        "--JWT_ISSUER=" + ISSUER,
                        "--DRAIN_DELAY=0s");
    }

    @Test
    void a_store_without_room_makes_it_unready_and_is_told_as_a_problem_until_there_is_room(
            @TempDir Path data) throws Exception {
        var free = new AtomicLong(Long.MAX_VALUE);
        try (var store = EmbeddedMongo.onDisk(data.resolve("store"), free::get);
                var kafka = EmbeddedKafka.start(data.resolve("kafka"), "127.0.0.1", 0);
                var service =
                        service(store.uri(), kafka.bootstrapServers(), TestTokens.jwkSetUri())) {
            port = portOf(service.getEnvironment(), "management");
            door = portOf(service.getEnvironment(), "server");
            awaitReadiness(200);
            assertThat(post().statusCode()).isEqualTo(404);

            free.set(100 << 20);
            awaitReadiness(503);
            assertRefusedForNow(post());
            assertThat(get("liveness").statusCode()).isEqualTo(200);

            free.set(1 << 30);
            awaitReadiness(200);
            assertThat(post().statusCode()).isEqualTo(404);
        }
    }

    /// To nowhere; but the key is noted before anybody looks whether there is such a place.
    private HttpResponse<String> post() throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door + "/v1/nowhere"))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                BodyHandlers.ofString());
    }

    private static void assertRefusedForNow(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        assertThat(answer.body())
                .contains("\"code\":\"SERVICE_UNAVAILABLE\"")
                .containsPattern("\"traceId\":\"[0-9a-f]{32}\"");
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
    }

    private void awaitReadiness(int status) {
        Awaitility.await("readiness " + status)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> get("readiness").statusCode() == status);
    }

    /// Answers at once, whatever the backends do.
    private HttpResponse<String> get(String probe) throws IOException, InterruptedException {
        var address = "http://127.0.0.1:" + port + "/actuator/health/" + probe;
        var request =
                HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(2)).build();
        return http.send(request, BodyHandlers.ofString());
    }
}
