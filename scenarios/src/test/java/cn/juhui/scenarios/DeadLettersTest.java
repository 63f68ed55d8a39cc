package cn.juhui.scenarios;

import static cn.juhui.scenarios.Cases.fresh;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.wire.Topics;
import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.client.Wish;
import cn.juhui.scenarios.support.RunningPlatform;
import cn.juhui.scenarios.support.Topic;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What could not be processed, from the topic to the operator and back.
class DeadLettersTest {

    private final RunningPlatform platform = RunningPlatform.shared();
    private final Juhui juhui = platform.juhui();
    private final String alice = fresh("cus");
    private final String shop = fresh("mer");

    private String aCompletedRefund() {
        var orderId = juhui.storefront().placesOrder(Wish.of(alice, shop)).text("id");
        var refundId = juhui.customer(alice).appliesAndWaits(orderId).expect(201).text("id");
        Cases.awaitStatus(juhui.customer(alice), refundId, "COMPLETED");
        Cases.awaitOrderStatus(juhui.customer(alice), orderId, "REFUNDED");
        return refundId;
    }

    private ConsumerRecord<String, byte[]> told(String refundId, String type) {
        return Topic.read(platform.kafka(), Topics.REFUNDS).stream()
                .filter(record -> record.key().equals(refundId))
                .filter(record -> Topic.header(record, "ce_type").equals(type))
                .findFirst()
                .orElseThrow();
    }

    /// The record with some of its headers said otherwise.
    private static ProducerRecord<String, byte[]> like(
            ConsumerRecord<String, byte[]> record, byte[] value, Map<String, String> otherwise) {
        var another = new ProducerRecord<>(record.topic(), record.key(), value);
        for (var header : record.headers()) {
            var said = otherwise.get(header.key());
            another.headers()
                    .add(header.key(), said == null ? header.value() : said.getBytes(UTF_8));
        }
        return another;
    }

    private static HashSet<String> services(List<JsonNode> letters) {
        var services = new HashSet<String>();
        letters.forEach(letter -> services.add(letter.path("service").asString()));
        return services;
    }

    private List<JsonNode> letters(String query, int atLeast) {
        return Awaitility.await()
                .atMost(Cases.PATIENCE)
                .until(
                        () ->
                                juhui.operator()
                                        .get("/v1/dead-letters?limit=100&" + query)
                                        .expect(200)
                                        .json()
                                        .path("data")
                                        .valueStream()
                                        .toList(),
                        found -> found.size() >= atLeast);
    }

    @Test
    void a_forged_fact_shows_up_at_each_service_that_would_act_on_it_and_is_left_with_a_reason() {
        var refundId = aCompletedRefund();
        var real = told(refundId, "refund.completed");
        var forged = new String(real.value(), UTF_8).replaceFirst("\"value\":\\d+", "\"value\":1");
        Topic.write(
                platform.kafka(),
                List.of(like(real, forged.getBytes(UTF_8), Map.of("ce_id", "evt_forged"))));

        // Each gives it up at its own time, and evidence-service may, too.
        var found =
                Awaitility.await()
                        .atMost(Cases.PATIENCE)
                        .until(
                                () -> letters("subject=" + refundId, 2),
                                all ->
                                        services(all)
                                                .containsAll(
                                                        List.of(
                                                                "order-service",
                                                                "notification-service")));
        for (var letter : found) {
            var id = letter.path("id").asString();
            assertThat(letter.path("reason").asString())
                    .isEqualTo(
                            "evt_forged is not what %s told at %s"
                                    .formatted(refundId, Topic.header(real, "ce_sequence")));
            var again =
                    juhui.operator()
                            .post("/v1/dead-letters/" + id + "/replay", Map.of())
                            .expect(200);
            assertThat(again.text("state")).isEqualTo("OPEN");
            assertThat(again.json().at("/attempts/0/outcome").asString()).isEqualTo("REFUSED");
            juhui.operator()
                    .post("/v1/dead-letters/" + id + "/discard", Map.of("reason", "伪造"))
                    .expect(200);
            var late =
                    juhui.operator()
                            .post(
                                    "/v1/dead-letters/" + id + "/replay",
                                    Map.of(),
                                    Map.of("Accept-Language", "en"))
                            .expect(409);
            assertThat(late.text("detail")).contains("Discarded");
            assertThat(
                            juhui.operator()
                                    .get("/v1/audit?subject=" + id)
                                    .expect(200)
                                    .json()
                                    .path("data")
                                    .findValuesAsString("action"))
                    .containsExactly("DEAD_LETTER_DISCARDED", "DEAD_LETTER_REPLAYED");
        }
        assertThat(
                        juhui.paidThrough("ALIPAY").stream()
                                .filter(paid -> paid.path("amount").path("value").asLong() == 1))
                .isEmpty();
    }

    @Test
    void an_impossible_position_and_an_unreadable_record_show_up_and_a_good_one_is_worked_again() {
        var refundId = aCompletedRefund();
        var real = told(refundId, "refund.completed");
        Topic.write(
                platform.kafka(),
                List.of(
                        like(
                                real,
                                real.value(),
                                Map.of("ce_sequence", "999999", "ce_id", "evt_beyond")),
                        like(real, "{".getBytes(UTF_8), Map.of("ce_id", "evt_unreadable"))));

        // Four services give the first one up, each at its own time.
        Awaitility.await()
                .atMost(Cases.PATIENCE)
                .untilAsserted(() ->
                        assertThat(letters("subject=" + refundId, 4))
                                .extracting(letter -> letter.path("reason").asString())
                                .anyMatch(reason -> reason.contains("whose history ends at"))
                                .anyMatch(reason -> reason.startsWith("evt_unreadable")));
        // Given up by itself, as after a bug that is mended now: the very record that was told.
        var kafka = platform.kafka();
        var copy = like(real, real.value(), Map.of());
        var letter =
                new ProducerRecord<>(
                        Topics.deadLetters(Topics.REFUNDS, "order-service"),
                        copy.key(),
                        copy.value());
        copy.headers().forEach(header -> letter.headers().add(header));
        letter.headers().add("juhui_reason", "Failed 8 times the same way: a bug".getBytes(UTF_8));
        Topic.write(kafka, List.of(letter));
        var one =
                Awaitility.await()
                        .atMost(Cases.PATIENCE)
                        .until(
                                () ->
                                        letters("subject=" + refundId, 1).stream()
                                                .filter(l ->
                                                        l.path("reason")
                                                                .asString()
                                                                .contains("a bug"))
                                                .findFirst(),
                                java.util.Optional::isPresent)
                        .orElseThrow();
        var before = juhui.customer(alice).seesRefund(refundId).text("status");

        var worked =
                juhui.operator()
                        .post("/v1/dead-letters/" + one.path("id").asString() + "/replay", Map.of())
                        .expect(200);

        assertThat(worked.text("state")).isEqualTo("REPLAYED");
        assertThat(juhui.customer(alice).seesRefund(refundId).text("status")).isEqualTo(before);
        var left =
                juhui.operator()
                        .post("/v1/dead-letters/replay", Map.of("service", "order-service"))
                        .expect(200);
        assertThat(left.json().path("results").findValuesAsString("outcome"))
                .contains("REFUSED")
                .doesNotContain("FAILED");
    }

    @Test
    void nobody_but_an_operator_sees_them() {
        juhui.agent("agt_lin").get("/v1/dead-letters").expect(403);
        juhui.customer(alice).get("/v1/audit").expect(403);
        juhui.merchant(shop).get("/v1/dead-letters").expect(403);
    }
}
