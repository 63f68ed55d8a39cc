package cn.juhui.notification.adapter.http.webhook;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.PayoutId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.refund.CaseIds;
import cn.juhui.contracts.refund.MerchantUrged;
import cn.juhui.contracts.refund.RefundCompleted;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.contracts.wire.Topics;
import cn.juhui.notification.NotificationServiceApplication;
import cn.juhui.notification.adapter.http.webhook.Receiver.Received;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.ServiceTest;
import cn.juhui.platform.testkit.TellingService;
import cn.juhui.platform.testkit.TestTokens;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A merchant's system is told over HTTP, and verifies what it gets with the reference library.
@ServiceTest
@SpringBootTest(
        classes = NotificationServiceApplication.class,
        properties = "spring.config.name=notification-service",
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class WebhooksTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TellingService refundService = new TellingService();
    private final String shop = "mer_" + UUID.randomUUID().toString().substring(0, 8);
    private final Receiver erp = Receiver.willing();
    private MerchantClient people;

    @LocalServerPort private int port;
    @Autowired private MongoTemplate mongo;

    @BeforeEach
    void start() {
        people = new MerchantClient(port, shop);
    }

    @AfterEach
    void stop() {
        refundService.close();
        erp.close();
    }

    private RefundEvent urged(String refundId, int count) {
        return new MerchantUrged(ids(refundId), count);
    }

    private CaseIds ids(String refundId) {
        return new CaseIds(
                new RefundId(refundId),
                new OrderId(Ids.sibling("ord", refundId)),
                "JH1001",
                new CustomerId("cus_alice"),
                new MerchantId(shop));
    }

    private void tell(RefundEvent event, int sequence) {
        refundService.tell(Topics.REFUNDS, event.refundId().value(), shop, sequence, event);
    }

    private static void verify(String secret, Received request) throws Exception {
        new Webhook(secret).verify(request.text(), request.headers());
    }

    private static boolean verifies(String secret, Received request) throws Exception {
        try {
            verify(secret, request);
            return true;
        } catch (WebhookVerificationException e) {
            return false;
        }
    }

    private JsonNode delivery(Received request) {
        return people.get("/v1/webhook-deliveries?eventId=" + request.header("webhook-id"))
                .path("data")
                .path(0);
    }

    private JsonNode awaitDelivery(Received request, String state) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> delivery(request),
                        found -> found.path("state").asString("").equals(state));
    }

    @Test
    void an_event_is_delivered_and_the_reference_library_verifies_what_was_sent() throws Exception {
        var endpoint = people.endpoint(erp.url("/hooks"));
        var refundId = Ids.next("rfd");
        tell(urged(refundId, 1), 1);

        var sent = erp.await(1).getFirst();
        verify(endpoint.path("secret").asString(), sent);
        var body = JsonMapper.shared().readTree(sent.body());
        assertThat(sent.path()).isEqualTo("/hooks");
        assertThat(sent.header("Content-Type")).isEqualTo("application/json");
        assertThat(body.path("id").asString()).isEqualTo(sent.header("webhook-id"));
        assertThat(body.path("type").asString()).isEqualTo("refund.merchant_urged");
        assertThat(Instant.parse(body.path("timestamp").asString())).isBefore(Instant.now());
        assertThat(body.path("data").path("refundId").asString()).isEqualTo(refundId);
        assertThat(Long.parseLong(sent.header("webhook-timestamp")))
                .isBetween(sent.at().getEpochSecond() - 2, sent.at().getEpochSecond() + 1);

        var delivered = awaitDelivery(sent, "DELIVERED");
        assertThat(delivered.path("attempts").asInt()).isEqualTo(1);
        assertThat(delivered.path("lastStatus").asInt()).isEqualTo(204);
        var changed = new Received(sent.at(), "/", sent.headers(), "{}".getBytes());
        assertThat(verifies(endpoint.path("secret").asString(), changed)).isFalse();
    }

    @Test
    void the_second_signature_verifies_with_the_public_key_alone() throws Exception {
        var endpoint = people.endpoint(erp.url("/"));
        tell(urged(Ids.next("rfd"), 1), 1);
        var sent = erp.await(1).getFirst();

        var raw = Base64.getDecoder().decode(endpoint.path("publicKey").asString().substring(5));
        var spki =
                HexFormat.of().parseHex("302a300506032b6570032100" + HexFormat.of().formatHex(raw));
        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(
                KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki)));
        verifier.update(
                "%s.%s.%s"
                        .formatted(
                                sent.header("webhook-id"),
                                sent.header("webhook-timestamp"),
                                sent.text())
                        .getBytes());
        var signature =
                Arrays.stream(sent.header("webhook-signature").split(" "))
                        .filter(one -> one.startsWith("v1a,"))
                        .findFirst()
                        .orElseThrow();
        assertThat(verifier.verify(Base64.getDecoder().decode(signature.substring(4)))).isTrue();
    }

    @Test
    void while_a_secret_is_changed_both_verify_and_then_the_new_one_alone() throws Exception {
        var first = people.endpoint(erp.url("/"));
        var path = "/v1/webhook-endpoints/" + first.path("id").asString();
        var second =
                people.expect(200, "POST", path + "/secret-rotation", "{\"overlap\":\"PT1H\"}");
        tell(urged(Ids.next("rfd"), 1), 1);
        var both = erp.await(1).getFirst();
        verify(first.path("secret").asString(), both);
        verify(second.path("secret").asString(), both);

        var third = people.expect(200, "POST", path + "/secret-rotation", "{\"overlap\":\"PT0S\"}");
        tell(urged(Ids.next("rfd"), 1), 1);
        var after = erp.await(2).getLast();
        verify(third.path("secret").asString(), after);
        assertThat(verifies(first.path("secret").asString(), after)).isFalse();
        assertThat(verifies(second.path("secret").asString(), after)).isFalse();
    }

    @Test
    void a_secret_is_shown_once_and_not_stored_in_clear() {
        var endpoint = people.endpoint(erp.url("/"));
        var id = endpoint.path("id").asString();
        var secret = endpoint.path("secret").asString();
        assertThat(secret).startsWith("whsec_");
        assertThat(people.get("/v1/webhook-endpoints/" + id).has("secret")).isFalse();
        assertThat(people.get("/v1/webhook-endpoints").toString()).doesNotContain("whsec_");
        var stored = mongo.getCollection("webhookEndpoints").find(eq("_id", id)).first();
        assertThat(stored).isNotNull();
        assertThat(stored.toJson()).doesNotContain(secret.substring("whsec_".length()));
    }

    @Test
    void what_failed_is_tried_again_under_the_same_id_and_what_follows_about_the_case_waits() {
        var refused = new ArrayList<String>();
        var refundId = Ids.next("rfd");
        erp.behave((request, exchange) -> {
            var first = refused.isEmpty() && request.text().contains(refundId);
            if (first) {
                refused.add(request.header("webhook-id"));
            }
            Receiver.answer(exchange, first ? 500 : 200, first ? "whsec_abcdefghijklmnop" : "");
        });
        people.endpoint(erp.url("/"));
        IntStream.rangeClosed(1, 5).forEach(n -> tell(urged(refundId, n), n));
        var other = Ids.next("rfd");
        tell(urged(other, 1), 1);

        var all = erp.await(7);
        var ofTheCase = all.stream().filter(r -> r.text().contains(refundId)).toList();
        assertThat(ofTheCase.stream().map(WebhooksTest::count)).containsExactly(1, 1, 2, 3, 4, 5);
        assertThat(ofTheCase.get(1).header("webhook-id")).isEqualTo(refused.getFirst());
        assertThat(ofTheCase.get(1).body()).isEqualTo(ofTheCase.getFirst().body());
        assertThat(ofTheCase.get(1).header("webhook-signature"))
                .isNotEqualTo(ofTheCase.getFirst().header("webhook-signature"));
        assertThat(Duration.between(ofTheCase.getFirst().at(), ofTheCase.get(1).at()))
                .isBetween(Duration.ofMillis(4_400), Duration.ofSeconds(15));
        var otherCame = all.stream().filter(r -> r.text().contains(other)).findFirst();
        assertThat(otherCame.orElseThrow().at()).isBefore(ofTheCase.get(1).at());
        var log = awaitDelivery(ofTheCase.getFirst(), "DELIVERED").path("log");
        assertThat(log.path(0).path("status").asInt()).isEqualTo(500);
        assertThat(log.path(0).path("body").asString()).isEqualTo("***");
    }

    private static int count(Received request) {
        return JsonMapper.shared().readTree(request.body()).path("data").path("count").asInt();
    }

    @Test
    void only_what_an_endpoint_wants_to_hear_is_sent_and_no_account_data() {
        people.endpoint(erp.url("/"), "refund.completed");
        var refundId = Ids.next("rfd");
        tell(urged(refundId, 1), 1);
        tell(
                new RefundCompleted(
                        ids(refundId),
                        new PayoutId(Ids.sibling("pay", refundId)),
                        Money.cny(9_900),
                        PaymentChannel.BANK_CARD,
                        Instant.parse("2026-03-02T12:00:00Z"),
                        "6222 **** **** 0123"),
                2);
        var sent = erp.await(1).getFirst();
        assertThat(sent.text()).contains("refund.completed").doesNotContain("6222");
        assertThat(erp.received()).hasSize(1);
    }

    @Test
    void another_merchant_is_told_nothing_and_finds_nothing() {
        var endpoint = people.endpoint(erp.url("/"));
        var id = endpoint.path("id").asString();
        tell(urged(Ids.next("rfd"), 1), 1);
        var mine = awaitDelivery(erp.await(1).getFirst(), "DELIVERED").path("id").asString();

        try (var theirs = Receiver.willing()) {
            var other = new MerchantClient(port, shop + "x");
            other.endpoint(theirs.url("/"));
            for (var path :
                    List.of("/v1/webhook-endpoints/" + id, "/v1/webhook-deliveries/" + mine)) {
                other.expect(404, "GET", path, null);
            }
            other.expect(404, "POST", "/v1/webhook-deliveries/" + mine + "/redelivery", null);
            other.expect(404, "POST", "/v1/webhook-endpoints/" + id + "/test", null);
            other.expect(404, "PATCH", "/v1/webhook-endpoints/" + id, "{\"enabled\":false}");
            other.expect(404, "DELETE", "/v1/webhook-endpoints/" + id, null);
            assertThat(other.get("/v1/webhook-deliveries").path("data")).isEmpty();
            assertThat(other.get("/v1/events").path("data")).isEmpty();
            tell(urged(Ids.next("rfd"), 1), 1);
            erp.await(2);
            assertThat(theirs.received()).isEmpty();
        }
        for (var token :
                List.of(
                        TestTokens.customer("cus_alice"),
                        TestTokens.agent("agt_1"),
                        TestTokens.operator())) {
            var stranger = MerchantClient.with(port, token);
            stranger.expect(403, "GET", "/v1/webhook-endpoints", null);
            stranger.expect(403, "GET", "/v1/webhook-deliveries", null);
            stranger.expect(403, "GET", "/v1/events", null);
        }
    }

    @Test
    void a_redirect_is_not_followed() {
        try (var elsewhere = Receiver.willing()) {
            erp.behave((_, exchange) -> {
                exchange.getResponseHeaders().add("Location", elsewhere.url("/inside"));
                Receiver.answer(exchange, 302, "");
            });
            people.endpoint(erp.url("/"));
            tell(urged(Ids.next("rfd"), 1), 1);
            var sent = erp.await(2);
            assertThat(sent.get(1).header("webhook-id"))
                    .isEqualTo(sent.getFirst().header("webhook-id"));
            assertThat(elsewhere.received()).isEmpty();
            assertThat(delivery(sent.getFirst()).path("lastStatus").asInt()).isEqualTo(302);
        }
    }

    @Test
    void who_says_gone_is_disabled_and_its_people_hear_of_it() {
        erp.behave(Receiver.always(410, ""));
        var id = people.endpoint(erp.url("/old")).path("id").asString();
        tell(urged(Ids.next("rfd"), 1), 1);
        awaitDelivery(erp.await(1).getFirst(), "FAILED");
        var endpoint = people.get("/v1/webhook-endpoints/" + id);
        assertThat(endpoint.path("enabled").asBoolean()).isFalse();
        assertThat(endpoint.path("disabledBecause").asString()).isEqualTo("GONE");
        var news =
                Awaitility.await()
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(20))
                        .until(
                                () -> people.get("/v1/notifications").path("data").path(0),
                                first -> first.path("type").asString("").startsWith("webhook."));
        assertThat(news.path("text").asString()).contains(erp.url("/old"));
        people.expect(409, "POST", "/v1/webhook-endpoints/" + id + "/test", null);

        erp.behave(Receiver.always(200, ""));
        tell(urged(Ids.next("rfd"), 1), 1);
        people.expect(200, "PATCH", "/v1/webhook-endpoints/" + id, "{\"enabled\":true}");
        var later = Ids.next("rfd");
        tell(urged(later, 1), 1);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> erp.received().stream().anyMatch(r -> r.text().contains(later)));
    }

    @Test
    void a_busy_receiver_is_left_alone_for_as_long_as_it_asks() {
        erp.behave((_, exchange) -> {
            exchange.getResponseHeaders().add("Retry-After", "3600");
            Receiver.answer(exchange, 429, "");
        });
        people.endpoint(erp.url("/"));
        tell(urged(Ids.next("rfd"), 1), 1);
        var sent = erp.await(1).getFirst();
        var waiting =
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> delivery(sent), d -> d.path("attempts").asInt() == 1);
        assertThat(Instant.parse(waiting.path("nextAttemptAt").asString()))
                .isAfter(Instant.now().plusSeconds(3_500));
    }

    @Test
    void a_test_is_sent_once_whatever_the_endpoint_wants() throws Exception {
        erp.behave(Receiver.always(500, "no"));
        var endpoint = people.endpoint(erp.url("/"), "refund.completed");
        var path = "/v1/webhook-endpoints/" + endpoint.path("id").asString() + "/test";
        var key = new String[] {"Idempotency-Key", UUID.randomUUID().toString()};
        var first = people.call("POST", path, null, key);
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(people.call("POST", path, null, key).body()).isEqualTo(first.body());
        var sent = erp.await(1).getFirst();
        verify(endpoint.path("secret").asString(), sent);
        assertThat(sent.text()).contains("webhook.test");
        assertThat(awaitDelivery(sent, "FAILED").path("log").path(0).path("body").asString())
                .isEqualTo("no");
        assertThat(erp.received()).hasSize(1);
    }

    @Test
    void what_was_delivered_is_sent_once_more_where_wanted() {
        var id = people.endpoint(erp.url("/")).path("id").asString();
        var refundId = Ids.next("rfd");
        IntStream.rangeClosed(1, 3).forEach(n -> tell(urged(refundId, n), n));
        var sent = erp.await(3);
        var last = awaitDelivery(sent.getLast(), "DELIVERED").path("id").asString();

        people.expect(202, "POST", "/v1/webhook-deliveries/" + last + "/redelivery", null);
        assertThat(erp.await(4).getLast().header("webhook-id"))
                .isEqualTo(sent.getLast().header("webhook-id"));

        awaitDelivery(sent.getLast(), "DELIVERED");
        var range =
                "{\"from\":\"%s\",\"to\":\"%s\",\"all\":true}"
                        .formatted(
                                Instant.now().minusSeconds(3_600),
                                Instant.now().plusSeconds(3_600));
        people.expect(202, "POST", "/v1/webhook-endpoints/" + id + "/redelivery", range);
        var again = erp.await(7).subList(4, 7);
        assertThat(again.stream().map(WebhooksTest::count)).containsExactly(1, 2, 3);
        assertThat(again.stream().map(r -> r.header("webhook-id")))
                .containsExactlyElementsOf(sent.stream().map(r -> r.header("webhook-id")).toList());
    }

    @Test
    void what_happened_while_an_endpoint_was_disabled_can_be_had_by_time_range() {
        var id = people.endpoint(erp.url("/")).path("id").asString();
        people.expect(200, "PATCH", "/v1/webhook-endpoints/" + id, "{\"enabled\":false}");
        var missed = Ids.next("rfd");
        tell(urged(missed, 1), 1);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> people.get("/v1/events").path("data").size() == 1);
        people.expect(200, "PATCH", "/v1/webhook-endpoints/" + id, "{\"enabled\":true}");
        var range =
                "{\"from\":\"%s\",\"to\":\"%s\"}"
                        .formatted(
                                Instant.now().minusSeconds(3_600),
                                Instant.now().plusSeconds(3_600));
        people.expect(202, "POST", "/v1/webhook-endpoints/" + id + "/redelivery", range);
        assertThat(erp.await(1).getFirst().text()).contains(missed);
    }

    @Test
    void a_change_that_somebody_else_overtook_is_refused() {
        var endpoint = people.endpoint(erp.url("/"));
        var path = "/v1/webhook-endpoints/" + endpoint.path("id").asString();
        var described =
                people.call("PATCH", path, "{\"description\":\"ERP\"}", "If-Match", "\"1\"");
        assertThat(described.statusCode()).isEqualTo(200);
        assertThat(described.headers().firstValue("ETag")).hasValue("\"2\"");
        var stale = people.call("PATCH", path, "{\"description\":\"x\"}", "If-Match", "\"1\"");
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(people.get(path).path("description").asString()).isEqualTo("ERP");
        people.expect(200, "DELETE", path, null);
        people.expect(404, "GET", path, null);
    }

    @Test
    void a_wrong_endpoint_is_refused_with_every_place() {
        var answer =
                people.expect(
                        400,
                        "POST",
                        "/v1/webhook-endpoints",
                        "{\"url\":\"https://10.0.0.1/x\",\"eventTypes\":[\"refund.guessed\",null]}");
        assertThat(answer.path("errors").path(0).path("pointer").asString()).isEqualTo("/url");
        assertThat(answer.path("errors").path(0).path("code").asString())
                .isEqualTo("URL_NOT_ALLOWED");
        assertThat(answer.path("errors").path(1).path("pointer").asString())
                .isEqualTo("/eventTypes/0");
        assertThat(answer.path("errors").path(2).path("pointer").asString())
                .isEqualTo("/eventTypes/1");
    }
}
