package cn.juhui.scenarios;

import static cn.juhui.scenarios.Cases.awaitStatus;
import static cn.juhui.scenarios.Cases.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.client.Person;
import cn.juhui.scenarios.client.Wish;
import cn.juhui.scenarios.support.RunningPlatform;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What an operator pauses waits, is seen to wait, and is done afterwards.
class LeversTest {

    private static final String LEVERS = "/v1/operations/levers";

    private final RunningPlatform platform = RunningPlatform.shared();
    private final Juhui juhui = platform.juhui();
    private final String alice = fresh("cus");
    private final String shop = fresh("mer");
    private final Person operator = juhui.bearer(juhui.token(fresh("opr"), "OPERATOR", null));

    /// Between the application and the review stand a relay, a topic and a listener.
    @ParameterizedTest
    @ValueSource(strings = {"refund-service.relay.refunds", "order-service.listener.juhui.refunds"})
    void a_case_waits_behind_what_is_paused_and_goes_on_when_it_is_resumed(String lever) {
        var orderId = juhui.storefront().placesOrder(Wish.of(alice, shop).notExpress()).text("id");
        var paused = pull(lever, "pause", "Kafka 迁移");
        try {
            assertThat(paused.path("paused").asBoolean()).isTrue();
            assertThat(paused.at("/by/role").asString()).isEqualTo("OPERATOR");
            assertThat(paused.path("reason").asString()).isEqualTo("Kafka 迁移");
            // From two seconds later on, on every instance.
            awaitResting(lever);
            var refundId = juhui.customer(alice).applies(orderId, Map.of()).expect(201).text("id");

            Awaitility.await(lever + " has something that waits")
                    .atMost(Cases.PATIENCE)
                    .until(() -> standing(lever).at("/waiting/count").asLong() >= 1);
            assertThat(juhui.customer(alice).seesRefund(refundId).text("status"))
                    .isEqualTo("REQUESTED");

            assertThat(pull(lever, "resume", "迁移完成").path("paused").asBoolean()).isFalse();
            awaitStatus(juhui.customer(alice), refundId, "MERCHANT_REVIEW");
            assertThat(standing(lever).has("waiting")).isFalse();
        } finally {
            pull(lever, "resume", "测试结束");
        }
    }

    @Test
    void a_merchants_endpoint_is_told_nothing_while_it_is_paused() throws Exception {
        var told = new AtomicInteger();
        var system =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        system.createContext(
                "/",
                exchange -> {
                    told.incrementAndGet();
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        system.start();
        try {
            var url = "http://127.0.0.1:" + system.getAddress().getPort() + "/";
            var merchant = juhui.merchant(shop);
            var endpoint =
                    merchant.post("/v1/webhook-endpoints", Map.of("url", url))
                            .expect(201)
                            .text("id");
            var lever = "notification-service.webhook." + endpoint;
            pull(lever, "pause", "商家系统告警");
            awaitResting(lever);
            merchant.post("/v1/webhook-endpoints/" + endpoint + "/test", Map.of()).expect(202);
            var waiting =
                    Awaitility.await()
                            .atMost(Cases.PATIENCE)
                            .until(
                                    () -> standing(lever).path("waiting"),
                                    one -> one.path("count").asInt() == 1);
            assertThat(waiting.path("oldestSince").isString()).isTrue();
            assertThat(told).hasValue(0);

            pull(lever, "resume", "商家已恢复");
            Awaitility.await().atMost(Cases.PATIENCE).until(() -> told.get() == 1);
            assertThat(ids()).doesNotContain(lever);
        } finally {
            system.stop(0);
        }
    }

    @Test
    void all_services_levers_stand_in_one_list_and_only_an_operator_pulls_them_with_a_reason() {
        assertThat(ids())
                .contains(
                        "order-service.relay.orders",
                        "refund-service.relay.refunds",
                        "evidence-service.relay.evidence",
                        "payout-service.relay.payouts",
                        "payout-service.channel.ALIPAY",
                        "notification-service.listener.juhui.refunds",
                        "payout-service.listener.juhui.orders");
        for (var other :
                List.of(juhui.customer(alice), juhui.merchant(shop), juhui.agent("agt_1"))) {
            other.get(LEVERS).expect(403);
            other.post(LEVERS + "/refund-service.relay.refunds/pause", Map.of("reason", "no"))
                    .expect(403);
        }
        operator.post(LEVERS + "/refund-service.relay.refunds/pause", Map.of()).expect(400);
        for (var nothing :
                List.of(
                        "refund-service.relay.orders",
                        "refund-service.webhook.whe_019ac0a3c4d57e8f9a0b1c2d3e4f5a6b",
                        "nobodys-service.relay.refunds",
                        "refund-service.door.refunds",
                        "refunds")) {
            operator.post(LEVERS + "/" + nothing + "/pause", Map.of("reason", "no")).expect(404);
        }
        pull("payout-service.channel.BANK_CARD", "resume", "检查");
        var trail =
                operator.get("/v1/audit?subject=payout-service.channel.BANK_CARD&limit=1")
                        .expect(200)
                        .json();
        assertThat(trail.at("/data/0/action").asString())
                .isEqualTo("POST_OPERATIONS_LEVERS_RESUME");
        assertThat(trail.at("/data/0/reason").asString()).isEqualTo("检查");
        assertThat(trail.at("/data/0/outcome").asString()).isEqualTo("DONE");
    }

    /// Every instance looks once a second: two looks later all have seen it.
    private void awaitResting(String lever) {
        Awaitility.await(lever)
                .during(Duration.ofMillis(2_500))
                .atMost(Cases.PATIENCE)
                .until(() -> standing(lever).path("paused").asBoolean());
    }

    private JsonNode pull(String lever, String what, String reason) {
        return operator.post(LEVERS + "/" + lever + "/" + what, Map.of("reason", reason))
                .expect(200)
                .json();
    }

    private List<String> ids() {
        var found = operator.get(LEVERS).expect(200).json();
        assertThat(found.has("missing")).isFalse();
        return found.path("data").valueStream().map(one -> one.path("id").asString()).toList();
    }

    private JsonNode standing(String lever) {
        return operator.get(LEVERS)
                .expect(200)
                .json()
                .path("data")
                .valueStream()
                .filter(one -> one.path("id").asString().equals(lever))
                .findFirst()
                .orElseThrow();
    }
}
