package cn.juhui.scenarios;

import static cn.juhui.scenarios.Cases.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.wire.EventTypes;
import cn.juhui.contracts.wire.Topics;
import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.client.Wish;
import cn.juhui.scenarios.support.RunningPlatform;
import cn.juhui.scenarios.support.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// What a merchant's system sees with a plain Kafka client.
class EventsTest {

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

    @Test
    void every_record_is_a_cloud_event_of_a_known_type_and_every_story_is_gap_free() {
        aCompletedRefund();

        for (var topic : Topics.ALL) {
            var sequences = new HashMap<String, TreeSet<Long>>();
            for (var record : Topic.read(platform.kafka(), topic)) {
                assertThat(Topic.header(record, "ce_specversion")).isEqualTo("1.0");
                assertThat(Topic.header(record, "ce_id")).startsWith("evt_");
                assertThat(Topic.header(record, "ce_source")).startsWith("/");
                assertThat(EventTypes.all()).containsKey(Topic.header(record, "ce_type"));
                assertThat(Topic.header(record, "ce_subject")).isEqualTo(record.key());
                assertThat(Instant.parse(Topic.header(record, "ce_time"))).isNotNull();
                assertThat(Topic.header(record, "ce_dataschema"))
                        .contains(Topic.header(record, "ce_type"));
                assertThat(Topic.header(record, "ce_merchantid")).isNotBlank();
                assertThat(Topic.header(record, "ce_traceparent")).isNotBlank();
                sequences
                        .computeIfAbsent(record.key(), _ -> new TreeSet<>())
                        .add(Long.parseLong(Topic.header(record, "ce_sequence")));
            }
            sequences.forEach((subject, seen) ->
                    assertThat(seen)
                            .as(subject)
                            .containsExactlyElementsOf(
                                    LongStream.rangeClosed(1, seen.size()).boxed().toList()));
        }
    }

    @Test
    void every_message_delivered_twice_changes_nothing() {
        var refundId = aCompletedRefund();
        var before = juhui.customer(alice).seesRefund(refundId).body();
        var paid = juhui.paidThrough("ALIPAY").size();

        var said = new HashMap<String, Integer>();
        for (var topic : Topics.ALL) {
            var records = Topic.read(platform.kafka(), topic);
            said.put(topic, records.size());
            Topic.repeat(platform.kafka(), records);
        }
        // What comes through after all the repeats has passed every service behind them.
        aCompletedRefund();
        awaitInboxWithoutRepeats(refundId);

        assertThat(withoutClock(juhui.customer(alice).seesRefund(refundId).body()))
                .isEqualTo(withoutClock(before));
        assertThat(juhui.paidThrough("ALIPAY")).hasSize(paid + 1);
        var mine = new TreeSet<String>();
        for (var payment : juhui.paidThrough("ALIPAY")) {
            assertThat(mine.add(payment.path("refundNo").asString())).isTrue();
        }
        assertThat(said.get(Topics.REFUNDS)).isPositive();
    }

    private void awaitInboxWithoutRepeats(String refundId) {
        var inbox =
                Awaitility.await()
                        .atMost(Cases.PATIENCE)
                        .until(
                                () -> juhui.customer(alice).get("/v1/notifications?limit=100"),
                                seen -> seen.body().contains("refund.completed"));
        var counts = new HashMap<String, Integer>();
        for (var n : inbox.json().path("data")) {
            if (n.path("refundId").asString().equals(refundId)) {
                counts.merge(n.path("type").asString(), 1, Integer::sum);
            }
        }
        assertThat(counts.values()).allMatch(count -> count == 1);
    }

    private static String withoutClock(String body) {
        return body.replaceAll("\"remainingSeconds\":-?\\d+", "");
    }

    @Test
    void no_secret_stands_in_any_record() {
        var order = juhui.storefront().placesOrder(Wish.of(alice, shop));
        var codes =
                Map.of(
                        "cards",
                        List.of(
                                Map.of(
                                        "cardId",
                                        Cases.firstCard(order),
                                        "codeHint",
                                        "7Q4X-SECRET-CODE-99ZZ")));
        juhui.merchant(shop).post("/v1/orders/" + order.text("id") + "/shipments", codes);
        aCompletedRefund();

        for (var topic : Topics.ALL) {
            for (var record : Topic.read(platform.kafka(), topic)) {
                assertThat(new String(record.value(), StandardCharsets.UTF_8))
                        .doesNotContain("SECRET-CODE", "eyJ");
            }
        }
    }
}
