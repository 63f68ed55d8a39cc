package cn.juhui.notification.adapter.http.letter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.PayoutId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.refund.CaseIds;
import cn.juhui.contracts.refund.RefundCompleted;
import cn.juhui.contracts.wire.Topics;
import cn.juhui.notification.NotificationServiceApplication;
import cn.juhui.platform.http.audit.TrailController;
import cn.juhui.platform.http.audit.TrailController.Trail;
import cn.juhui.platform.journal.history.Told;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.messaging.replay.ReplayedRecord;
import cn.juhui.platform.messaging.topic.Brokers;
import cn.juhui.platform.messaging.topic.DeclaredTopics;
import cn.juhui.platform.testkit.ApiAnswers;
import cn.juhui.platform.testkit.AskedService;
import cn.juhui.platform.testkit.ServiceTest;
import cn.juhui.platform.testkit.TellingService;
import cn.juhui.platform.testkit.TestBackends;
import cn.juhui.platform.testkit.TestTokens;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What services could not take, as an operator meets it.
@ServiceTest
@SpringBootTest(
        classes = NotificationServiceApplication.class,
        properties = "spring.config.name=notification-service",
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class DeadLettersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ApiAnswers ANSWERS = ApiAnswers.ofAService();
    private static final AskedService REFUND_SERVICE = new AskedService();
    private static final OrderService ORDER_SERVICE = new OrderService();

    /// Says what a replay came to, and remembers what it was handed.
    private static final class OrderService {
        private final BlockingQueue<ReplayedRecord> handed = new LinkedBlockingQueue<>();
        private final HttpServer server;
        private volatile String answer = "{\"outcome\":\"DONE\"}";
        private volatile String authorization = "";
        private volatile boolean keepsATrail;

        OrderService() {
            try {
                server =
                        HttpServer.create(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            server.createContext(
                    "/internal/replays",
                    exchange -> {
                        authorization = exchange.getRequestHeaders().getFirst("Authorization");
                        handed.add(
                                StateMapper.fromJson(
                                        exchange.getRequestBody().readAllBytes(),
                                        ReplayedRecord.class));
                        var said = answer.getBytes(UTF_8);
                        exchange.sendResponseHeaders(
                                said.length == 0 ? 503 : 200, said.length == 0 ? -1 : said.length);
                        exchange.getResponseBody().write(said);
                        exchange.close();
                    });
            server.createContext(
                    TrailController.PATH,
                    exchange -> {
                        var trail = StateMapper.toJson(new Trail(List.of()));
                        exchange.sendResponseHeaders(
                                keepsATrail ? 200 : 404, keepsATrail ? trail.length : -1);
                        if (keepsATrail) {
                            exchange.getResponseBody().write(trail);
                        }
                        exchange.close();
                    });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }
    }

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry registry) {
        registry.add("juhui.services.urls.refund-service", REFUND_SERVICE::url);
        registry.add("juhui.services.urls.order-service", ORDER_SERVICE::url);
        registry.add("juhui.services.urls.evidence-service", ORDER_SERVICE::url);
        registry.add("juhui.services.urls.payout-service", ORDER_SERVICE::url);
    }

    @BeforeAll
    static void topicsOfAnotherService() {
        new DeclaredTopics(
                        "order-service",
                        List.of(Topics.REFUNDS),
                        Brokers.at(TestBackends.kafkaServers()),
                        1,
                        (short) 1)
                .create();
    }

    @AfterAll
    static void stop() {
        REFUND_SERVICE.close();
        ORDER_SERVICE.server.stop(0);
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final String alice = Ids.next("cus");
    private final String shop = Ids.next("mer");
    private final String refundId = Ids.next("rfd");

    @Autowired private MeterRegistry meters;
    @Autowired private MongoTemplate mongo;
    @LocalServerPort private int port;

    private RefundCompleted completed() {
        return new RefundCompleted(
                new CaseIds(
                        new RefundId(refundId),
                        new OrderId(Ids.next("ord")),
                        "JH1001",
                        new CustomerId(alice),
                        new MerchantId(shop)),
                new PayoutId(Ids.next("pay")),
                Money.cny(9_900),
                PaymentChannel.ALIPAY,
                Instant.parse("2026-03-02T12:00:00Z"),
                "6222 **** **** 0123");
    }

    private HttpResponse<String> call(String method, String path, String token, String body) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        try {
            return ANSWERS.checked(http.send(request, BodyHandlers.ofString()));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private JsonNode ok(String method, String path, String body) {
        var answer = call(method, path, TestTokens.operator(), body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private JsonNode awaitLetter(String subject) {
        var list = "/v1/dead-letters?subject=" + subject;
        await().atMost(PATIENCE).until(() -> ok("GET", list, "").path("data").size() == 1);
        return ok("GET", list, "").at("/data/0");
    }

    private static String path(JsonNode letter) {
        return "/v1/dead-letters/" + letter.path("id").asString();
    }

    private double counted(String service, String what) {
        return meters.get("juhui.letters").tags("service", service, "what", what).counter().count();
    }

    private JsonNode forged() {
        REFUND_SERVICE.answer(
                new Told(1, Ids.next("evt"), null), "/internal/histories/{subject}", refundId);
        try (var topic = new TellingService()) {
            topic.tell(Topics.REFUNDS, refundId, shop, 1, completed());
        }
        return awaitLetter(refundId);
    }

    @Test
    void a_forged_fact_is_listed_with_its_reason_and_nothing_private() {
        var letter = forged();
        assertThat(letter.path("service").asString()).isEqualTo("notification-service");
        assertThat(letter.path("topic").asString()).isEqualTo(Topics.REFUNDS);
        assertThat(letter.path("type").asString()).isEqualTo("refund.completed");
        assertThat(letter.path("reason").asString()).contains("is not what " + refundId + " told");
        assertThat(letter.path("state").asString()).isEqualTo("OPEN");
        assertThat(letter.path("allowedActions").toString()).isEqualTo("[\"REPLAY\",\"DISCARD\"]");
        assertThat(letter.path("headers").toString())
                .contains("ce_id", "ce_sequence")
                .doesNotContain("kafka_dlt", "juhui_reason");
        assertThat(letter.path("body").asString())
                .contains("\"value\":9900", refundId)
                .doesNotContain("6222", "0123");
        assertThat(ok("GET", path(letter), "")).isEqualTo(letter);
        var stored =
                mongo.getCollection("deadLetters")
                        .find(new org.bson.Document("subject", refundId))
                        .first();
        assertThat(String.valueOf(stored)).doesNotContain("6222", "0123").contains("sealedBy");
    }

    @Test
    void who_is_no_operator_sees_and_does_nothing() {
        var letter = forged();
        var record =
                new String(
                        StateMapper.toJson(
                                new ReplayedRecord(Topics.REFUNDS, 0, 0, 0, null, null, List.of())),
                        UTF_8);
        for (var token :
                List.of(
                        TestTokens.agent("agt_1"),
                        TestTokens.merchant(shop),
                        TestTokens.customer(alice))) {
            for (var get :
                    List.of("/v1/dead-letters", path(letter), "/v1/audit", "/v1/audit/export")) {
                assertThat(call("GET", get, token, "").statusCode()).as(get).isEqualTo(403);
            }
            assertThat(call("POST", path(letter) + "/replay", token, "").statusCode())
                    .isEqualTo(403);
            assertThat(
                            call("POST", path(letter) + "/discard", token, "{\"reason\":\"x\"}")
                                    .statusCode())
                    .isEqualTo(403);
            assertThat(
                            call(
                                            "POST",
                                            "/v1/dead-letters/replay",
                                            token,
                                            "{\"service\":\"order-service\"}")
                                    .statusCode())
                    .isEqualTo(403);
            assertThat(call("POST", "/internal/replays", token, record).statusCode())
                    .isEqualTo(403);
        }
        assertThat(ok("GET", path(letter), "").path("attempts")).isEmpty();
    }

    @Test
    void a_forged_fact_stays_refused_and_is_left_with_a_reason_once() {
        var letter = forged();
        var again = ok("POST", path(letter) + "/replay", "");
        assertThat(again.path("state").asString()).isEqualTo("OPEN");
        assertThat(again.at("/attempts/0/outcome").asString()).isEqualTo("REFUSED");
        assertThat(again.at("/attempts/0/by").asString()).isEqualTo("operator");

        assertThat(
                        call("POST", path(letter) + "/discard", TestTokens.operator(), "{}")
                                .statusCode())
                .isEqualTo(400);
        var left = ok("POST", path(letter) + "/discard", "{\"reason\":\"伪造，已报告\"}");
        assertThat(left.path("state").asString()).isEqualTo("DISCARDED");
        assertThat(left.at("/discarded/reason").asString()).isEqualTo("伪造，已报告");
        assertThat(left.path("allowedActions")).isEmpty();

        var late = call("POST", path(letter) + "/replay", TestTokens.operator(), "");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("\"currentStatus\":\"DISCARDED\"", "已放弃");
        var stored =
                mongo.getCollection("deadLetters")
                        .find(new org.bson.Document("subject", refundId))
                        .first();
        assertThat(stored).doesNotContainKeys("sealed", "sealedBy");

        var about = "subject=" + letter.path("id").asString();
        var alone = ok("GET", "/v1/audit?" + about, "");
        assertThat(alone.path("missing").valueStream().map(JsonNode::asString))
                .containsExactly(
                        "evidence-service", "order-service", "payout-service", "refund-service");
        assertThat(call("GET", "/v1/audit/export?" + about, TestTokens.operator(), "").statusCode())
                .as("a file that would not be whole")
                .isEqualTo(503);
        ORDER_SERVICE.keepsATrail = true;
        REFUND_SERVICE.answer(new Trail(List.of()), TrailController.PATH);
        var whole = ok("GET", "/v1/audit?" + about, "");
        assertThat(whole.has("missing")).isFalse();
        var trail = whole.path("data");
        assertThat(trail).isEqualTo(alone.path("data")).hasSize(2);
        assertThat(trail.at("/0/action").asString()).isEqualTo("DEAD_LETTER_DISCARDED");
        assertThat(trail.at("/0/reason").asString()).isEqualTo("伪造，已报告");
        assertThat(trail.at("/1/action").asString()).isEqualTo("DEAD_LETTER_REPLAYED");
        assertThat(trail.at("/1/outcome").asString()).isEqualTo("REFUSED");
        assertThat(trail.at("/1/actor/id").asString()).isEqualTo("operator");
        var table =
                call(
                                "GET",
                                "/v1/audit/export?subject=" + letter.path("id").asString(),
                                TestTokens.operator(),
                                "")
                        .body()
                        .split("\r\n");
        assertThat(table).hasSize(3);
        assertThat(table[0]).startsWith("\ufeff\"编号\"");
        assertThat(table[1]).contains("\"伪造，已报告\"", "{\"\"state\"\":\"\"DISCARDED\"\"}");
        assertThat(trail.at("/0/before/state").asString()).isEqualTo("OPEN");
        assertThat(trail.at("/0/after/state").asString()).isEqualTo("DISCARDED");
        assertThat(trail.at("/1/after/state").asString()).isEqualTo("OPEN");
        assertThat(ok("GET", "/v1/audit?actor=somebody", "").path("data")).isEmpty();
        assertThat(ok("GET", "/v1/audit?to=2026-01-01T00:00:00Z", "").path("data")).isEmpty();
    }

    @Test
    void of_many_tries_the_latest_are_shown() {
        var letter = forged();
        JsonNode last = letter;
        for (int i = 0; i < 52; i++) {
            last = ok("POST", path(letter) + "/replay", "");
        }
        assertThat(last.path("attempts")).hasSize(50);
        assertThat(last.at("/attempts/49/at").asString())
                .isGreaterThan(last.at("/attempts/0/at").asString());
    }

    @Test
    void what_its_source_did_tell_is_worked_when_it_is_replayed_and_once() {
        var letter = forged();
        var before = counted("notification-service", "REPLAYED");
        var real = letter.path("eventId").asString();
        REFUND_SERVICE.answer(new Told(1, real, null), "/internal/histories/{subject}", refundId);

        var worked = ok("POST", path(letter) + "/replay", "");

        assertThat(worked.path("state").asString()).isEqualTo("REPLAYED");
        assertThat(counted("notification-service", "REPLAYED")).isEqualTo(before + 1);
        var inbox = call("GET", "/v1/notifications", TestTokens.customer(alice), "").body();
        assertThat(inbox.split("refund.completed", -1)).hasSize(2);
        assertThat(call("POST", path(letter) + "/replay", TestTokens.operator(), "").statusCode())
                .isEqualTo(409);
    }

    /// As another service gives it up.
    private void givenUpByOrderService(String subject, byte[] value) throws Exception {
        try (var kafka =
                new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", TestBackends.kafkaServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            var letter =
                    new ProducerRecord<>(
                            Topics.deadLetters(Topics.REFUNDS, "order-service"),
                            subject.getBytes(UTF_8),
                            value);
            letter.headers()
                    .add("ce_type", "refund.withdrawn".getBytes(UTF_8))
                    .add("ce_subject", subject.getBytes(UTF_8))
                    .add("odd", new byte[] {(byte) 0xfe, 0})
                    .add("kafka_dlt-original-partition", ByteBuffer.allocate(4).putInt(7).array())
                    .add("kafka_dlt-original-offset", ByteBuffer.allocate(8).putLong(42).array())
                    .add("juhui_reason", "Failed 8 times the same way".getBytes(UTF_8));
            kafka.send(letter).get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void the_service_that_gave_it_up_is_handed_the_very_bytes_in_the_operators_name()
            throws Exception {
        var value = new byte[] {'{', (byte) 0xc3, 0x28, 0};
        givenUpByOrderService(refundId, value);
        var letter = awaitLetter(refundId);
        assertThat(letter.path("body").asString()).isEqualTo("(no JSON, 4 bytes)");
        assertThat(letter.path("offset").asLong()).isEqualTo(42);
        ORDER_SERVICE.handed.clear();
        ORDER_SERVICE.answer = "{\"outcome\":\"DONE\"}";

        assertThat(ok("POST", path(letter) + "/replay", "").path("state").asString())
                .isEqualTo("REPLAYED");

        var handed = ORDER_SERVICE.handed.remove();
        assertThat(handed.topic()).isEqualTo(Topics.REFUNDS);
        assertThat(handed.partition()).isEqualTo(7);
        assertThat(handed.value()).isEqualTo(value);
        assertThat(handed.key()).isEqualTo(refundId.getBytes(UTF_8));
        assertThat(handed.headers())
                .extracting(ReplayedRecord.Header::name)
                .containsExactly("ce_type", "ce_subject", "odd");
        assertThat(handed.headers().getLast().value()).isEqualTo(new byte[] {(byte) 0xfe, 0});
        assertThat(ORDER_SERVICE.authorization).startsWith("Bearer ");
    }

    @Test
    void while_the_service_is_away_the_letter_stays_open_with_its_reason() throws Exception {
        givenUpByOrderService(refundId, "{}".getBytes(UTF_8));
        var letter = awaitLetter(refundId);
        ORDER_SERVICE.answer = "";

        var away = call("POST", path(letter) + "/replay", TestTokens.operator(), "");

        assertThat(away.statusCode()).as(away.body()).isEqualTo(503);
        var after = ok("GET", path(letter), "");
        assertThat(after.path("state").asString()).isEqualTo("OPEN");
        assertThat(after.path("reason").asString()).isEqualTo("Failed 8 times the same way");
        assertThat(after.at("/attempts/0/outcome").asString()).isEqualTo("AWAY");
        ORDER_SERVICE.answer = "{\"outcome\":\"DONE\"}";
    }

    @Test
    void many_are_worked_the_oldest_first_and_each_says_how_it_went() throws Exception {
        var first = Ids.next("rfd");
        givenUpByOrderService(first, "{}".getBytes(UTF_8));
        var one = awaitLetter(first);
        givenUpByOrderService(refundId, "{}".getBytes(UTF_8));
        var two = awaitLetter(refundId);
        ORDER_SERVICE.answer = "{\"outcome\":\"REFUSED\",\"reason\":\"no\"}";
        var both =
                "{\"ids\":[\"%s\",\"%s\",\"dlt_%s\"]}"
                        .formatted(
                                two.path("id").asString(),
                                one.path("id").asString(),
                                "0".repeat(32));

        var refused = ok("POST", "/v1/dead-letters/replay", both);

        assertThat(refused.path("left").asInt()).isZero();
        assertThat(refused.at("/results").findValuesAsString("outcome"))
                .containsExactly("NOT_OPEN", "REFUSED", "REFUSED");
        assertThat(refused.at("/results/1/id")).isEqualTo(one.path("id"));
        assertThat(refused.at("/results/1/reason").asString()).isEqualTo("no");
        ORDER_SERVICE.answer = "{\"outcome\":\"DONE\"}";
        var done =
                ok(
                        "POST",
                        "/v1/dead-letters/replay",
                        "{\"service\":\"order-service\",\"type\":\"refund.withdrawn\"}");
        assertThat(done.at("/results").findValuesAsString("id"))
                .contains(one.path("id").asString(), two.path("id").asString());
        assertThat(ok("GET", "/v1/dead-letters?service=order-service&state=OPEN", "").path("data"))
                .isEmpty();
        for (var wrong :
                List.of(
                        "{}",
                        "{\"type\":\"A\"}",
                        "{\"ids\":[]}",
                        "{\"ids\":[\"x\"]}",
                        "{\"service\":\"nobody\"}")) {
            assertThat(
                            call("POST", "/v1/dead-letters/replay", TestTokens.operator(), wrong)
                                    .statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    @Test
    void what_is_not_there_is_not_found_and_a_query_says_only_what_is_known() {
        var nobody = "/v1/dead-letters/dlt_" + "0".repeat(32);
        assertThat(call("GET", nobody, TestTokens.operator(), "").statusCode()).isEqualTo(404);
        assertThat(call("POST", nobody + "/replay", TestTokens.operator(), "").statusCode())
                .isEqualTo(404);
        assertThat(
                        call(
                                        "POST",
                                        nobody + "/discard",
                                        TestTokens.operator(),
                                        "{\"reason\":\"x\"}")
                                .statusCode())
                .isEqualTo(404);
        for (var query :
                List.of("state=GONE", "service=nobody", "type=A", "subject=%20", "cursor=x")) {
            assertThat(
                            call("GET", "/v1/dead-letters?" + query, TestTokens.operator(), "")
                                    .statusCode())
                    .as(query)
                    .isEqualTo(400);
        }
        for (var query : List.of("from=yesterday", "actor=%20", "action=x", "cursor=x")) {
            assertThat(call("GET", "/v1/audit?" + query, TestTokens.operator(), "").statusCode())
                    .as(query)
                    .isEqualTo(400);
        }
    }
}
