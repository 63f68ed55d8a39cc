package cn.juhui.scenarios;

import static cn.juhui.scenarios.Cases.awaitStatus;
import static cn.juhui.scenarios.Cases.fresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.juhui.contracts.wire.Topics;
import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.client.Wish;
import cn.juhui.scenarios.support.Prometheus;
import cn.juhui.scenarios.support.RunningPlatform;
import cn.juhui.scenarios.support.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// An operator's questions, each with the situation that raises it: what the dashboards draw, what the alerts ask and what the operations API says then. The table of them all stands in
/// `docs/operations.md`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class QuestionsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private RunningPlatform platform;
    private Prometheus prometheus;
    private Juhui juhui;
    private final String alice = fresh("cus");
    private final String shop = fresh("mer");

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        assumeTrue(Prometheus.isInstalled(), "prometheus (Debian's package) is not installed");
        platform = RunningPlatform.ofItsOwnWith(Map.of("JUHUI_WATCH_EVERY", "2s"));
        juhui = platform.juhui();
        prometheus = Prometheus.of(platform, folder);
    }

    @AfterAll
    void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
        if (platform != null) {
            platform.stop();
        }
    }

    @Test
    @Order(1)
    void is_kafka_behind() throws IOException {
        var lever = "/v1/operations/levers/order-service.listener.juhui.refunds";
        juhui.operator().post(lever + "/pause", Map.of("reason", "演练")).expect(200);
        awaitSeries("LeverPaused");
        var orderId = order(Wish.of(alice, shop).notExpress());
        var refundId = juhui.customer(alice).applies(orderId, Map.of()).expect(201).text("id");

        awaitDrawn("Behind");
        var waiting = get("/v1/operations/levers").findValues("waiting");
        assertThat(waiting).hasSize(1);
        assertThat(waiting.getFirst().path("count").asLong()).isPositive();

        juhui.operator().post(lever + "/resume", Map.of("reason", "演练结束")).expect(200);
        awaitStatus(juhui.customer(alice), refundId, "MERCHANT_REVIEW", PATIENCE);
    }

    @Test
    @Order(2)
    void what_is_in_the_dead_letters() throws IOException {
        var poison =
                new ProducerRecord<String, byte[]>(
                        Topics.REFUNDS, "rfd_poison", "{".getBytes(StandardCharsets.UTF_8));
        poison.headers()
                .add("ce_type", "refund.completed".getBytes(StandardCharsets.UTF_8))
                .add("ce_id", "evt_poison".getBytes(StandardCharsets.UTF_8));
        Topic.write(platform.kafka(), List.of(poison));

        awaitSeries("DeadLetters");
        awaitDrawn("Dead letters");
        assertThat(get("/v1/dead-letters?state=OPEN").path("data")).isNotEmpty();
    }

    @Test
    @Order(3)
    void is_a_channel_down() throws IOException {
        juhui.fault("ALIPAY", "SERVER_ERROR", 1_000);
        for (int i = 0; i < 25; i++) {
            var customer = fresh("cus");
            var orderId = order(Wish.of(customer, fresh("mer")));
            juhui.customer(customer).applies(orderId, Map.of()).expect(201);
        }

        awaitSeries("ChannelDown");
        awaitDrawn("Channels down");
        assertThat(get("/v1/channels").path("data").valueStream())
                .anySatisfy(one -> {
                    assertThat(one.path("channel").asString()).isEqualTo("ALIPAY");
                    assertThat(one.path("answers").asBoolean()).isFalse();
                });
    }

    @Test
    @Order(4)
    void where_is_money_stuck_and_how_much() throws IOException {
        juhui.advance(Duration.ofHours(4));

        awaitSeries("MoneyStuck");
        awaitSeries("PayoutUnknown");
        awaitDrawn("Stuck, yuan");
        var stuck = get("/v1/operations/stuck");
        assertThat(stuck.path("data")).isNotEmpty();
        assertThat(stuck.at("/totals/0/amount/value").asLong()).isPositive();
        juhui.fault("ALIPAY", "NONE", 1);
    }

    @Test
    @Order(5)
    void what_breaches_its_deadline_within_the_hour_and_who_is_late_then() throws IOException {
        var orderId = order(Wish.of(alice, shop).notExpress());
        var refundId = juhui.customer(alice).appliesAndWaits(orderId).expect(201).text("id");
        var seen = awaitStatus(juhui.customer(alice), refundId, "MERCHANT_REVIEW", PATIENCE);
        var left = seen.json().at("/review/deadline/remainingSeconds").asLong();
        juhui.advance(Duration.ofSeconds(left).minusMinutes(30));

        awaitDrawn("Deadlines of the next hour");
        assertThat(
                        get("/v1/operations/deadlines?within=PT1H")
                                .path("data")
                                .findValuesAsString("refundId"))
                .contains(refundId);

        juhui.advance(Duration.ofMinutes(31));
        awaitDrawn("Overdue");
    }

    @Test
    @Order(6)
    void who_approved_this_and_what_changed() {
        var orderId = order(Wish.of(alice, shop).through("WECHAT_PAY").notExpress());
        var refundId = juhui.customer(alice).appliesAndWaits(orderId).expect(201).text("id");
        awaitStatus(juhui.customer(alice), refundId, "MERCHANT_REVIEW", PATIENCE);
        juhui.merchant(shop).acts(refundId, "approve", Map.of()).expect(200);

        var entries = get("/v1/refunds/" + refundId + "/history").path("data");
        assertThat(entries.valueStream())
                .anySatisfy(entry -> {
                    assertThat(entry.path("type").asString()).isEqualTo("refund.merchant_approved");
                    assertThat(entry.at("/actor/role").asString()).isEqualTo("MERCHANT");
                    assertThat(entry.at("/actor/id").asString()).isNotBlank();
                });
        assertThat(
                        get("/v1/audit?action=POST_OPERATIONS_LEVERS_PAUSE")
                                .path("data")
                                .findValuesAsString("reason"))
                .contains("演练");
    }

    @Test
    @Order(7)
    void how_full_are_we_and_do_the_books_agree() throws IOException {
        for (var panel : List.of("Store", "Topics", "Disk free", "Books that differ")) {
            awaitThere(panel);
        }
        // A disk is full below a tenth; this one is above nothing at all.
        var full = prometheus.alert("DiskFull");
        assertThat(full).endsWith("< 0.1");
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> !prometheus.ask(full.replace("< 0.1", "<= 1")).isEmpty());
        assertThat(prometheus.ask(prometheus.alert("LedgerDiffers"))).isEmpty();
    }

    private String order(Wish wish) {
        return juhui.storefront().placesOrder(wish).expect(201).text("id");
    }

    private JsonNode get(String path) {
        return juhui.operator().get(path).expect(200).json();
    }

    /// The alert's question finds something, which is when its time begins to count.
    private void awaitSeries(String alert) throws IOException {
        var query = prometheus.alert(alert);
        Awaitility.await(alert).atMost(PATIENCE).until(() -> !prometheus.ask(query).isEmpty());
    }

    /// The panel draws more than nothing.
    private void awaitDrawn(String panel) throws IOException {
        var query = query(panel);
        Awaitility.await(panel)
                .atMost(PATIENCE)
                .until(() -> !prometheus.ask("(" + query + ") > 0").isEmpty());
    }

    private void awaitThere(String panel) throws IOException {
        var query = query(panel);
        Awaitility.await(panel).atMost(PATIENCE).until(() -> !prometheus.ask(query).isEmpty());
    }

    private String query(String panel) throws IOException {
        return prometheus.panels().stream()
                .filter(one -> one.title().equals(panel))
                .findFirst()
                .orElseThrow()
                .query();
    }
}
