package cn.juhui.scenarios;

import static cn.juhui.scenarios.Cases.awaitStatus;
import static cn.juhui.scenarios.Cases.cardStatus;
import static cn.juhui.scenarios.Cases.firstCard;
import static cn.juhui.scenarios.Cases.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.client.Answer;
import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.client.Person;
import cn.juhui.scenarios.client.Wish;
import cn.juhui.scenarios.support.RunningPlatform;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// 规则与风控: what the rules and the risk limits let happen, and what they name when they don't.
class RulesAndRisksTest {

    private final Juhui juhui = RunningPlatform.shared().juhui();
    private final String alice = fresh("cus");
    private final String shop = fresh("mer");
    private final Person customer = juhui.customer(alice);

    /// A category that no other story buys from.
    private final String category =
            "RULES_" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);

    private Answer anOrder(boolean express) {
        return juhui.storefront()
                .placesOrder(
                        new Wish(alice, shop, "ALIPAY", express, 1, 9_900, category, juhui.now()));
    }

    /// Sets the category's policy, with other express terms.
    private void setsPolicy(Map<String, Object> express) {
        var path = "/v1/refund-policies/" + category;
        var policy = (ObjectNode) juhui.operator().get(path).expect(200).json();
        express.forEach((name, value) -> ((ObjectNode) policy.get("express")).putPOJO(name, value));
        juhui.operator().put(path, policy.toString()).expect(200);
    }

    private Answer asks(Answer order) {
        return customer.get("/v1/orders/" + order.text("id") + "/refund-eligibility?reason=UNUSED")
                .expect(200);
    }

    @Test
    void over_the_express_limit_the_merchant_reviews_and_the_rule_is_named() {
        setsPolicy(Map.of("customerRefunds", 2));
        for (int i = 0; i < 2; i++) {
            var refund = customer.appliesAndWaits(anOrder(true).text("id")).expect(201);
            assertThat(refund.text("status")).as(refund.body()).isEqualTo("COMPLETED");
        }
        var third = anOrder(true);

        var asked = asks(third);
        assertThat(asked.text("route")).isEqualTo("MERCHANT_REVIEW");
        assertThat(asked.json().path("rules").valueStream())
                .anySatisfy(rule -> {
                    assertThat(rule.path("id").asString()).isEqualTo("R9");
                    assertThat(rule.path("code").asString()).isEqualTo("EXPRESS_CUSTOMER_LIMIT");
                    assertThat(rule.path("text").asString()).containsPattern("\\p{IsHan}");
                });
        var refund = customer.appliesAndWaits(third.text("id")).expect(201);
        assertThat(refund.text("status")).as(refund.body()).isEqualTo("MERCHANT_REVIEW");
        assertThat(refund.json().path("express").asBoolean()).isFalse();
    }

    @Test
    void a_blocked_customer_has_no_express_refund_until_the_block_is_lifted() {
        var block = "/v1/express-blocks/customers/" + alice;
        customer.put(block, Map.of("reason", "我自己")).expect(403);
        juhui.operator().put(block, Map.of("reason", "多次滥用")).expect(200);
        var refused = anOrder(true);
        assertThat(asks(refused).body()).contains("EXPRESS_BLOCKED");
        assertThat(customer.appliesAndWaits(refused.text("id")).expect(201).text("status"))
                .isEqualTo("MERCHANT_REVIEW");

        juhui.send(juhui.operator().request(block + "?reason=ok").DELETE()).expect(200);

        assertThat(customer.appliesAndWaits(anOrder(true).text("id")).expect(201).text("status"))
                .isEqualTo("COMPLETED");
    }

    @Test
    void an_order_keeps_the_policy_that_was_shown_when_it_was_placed() {
        var before = anOrder(true);
        setsPolicy(Map.of("allowed", false));
        var after = anOrder(true);

        assertThat(asks(before).text("route")).isEqualTo("EXPRESS");
        assertThat(asks(after).text("route")).isEqualTo("MERCHANT_REVIEW");
        assertThat(asks(after).body()).contains("EXPRESS_NOT_ALLOWED");
        assertThat(customer.appliesAndWaits(before.text("id")).expect(201).text("status"))
                .isEqualTo("COMPLETED");
    }

    @Test
    void a_card_is_applied_for_in_vain_only_so_often() {
        var order = anOrder(false).text("id");
        for (int i = 0; i < 5; i++) {
            var refund = customer.appliesAndWaits(order).expect(201);
            customer.acts(refund.text("id"), "withdraw", Map.of()).expect(200);
            Awaitility.await()
                    .atMost(Cases.PATIENCE)
                    .until(() -> cardStatus(customer.seesOrder(order)).equals("PENDING"));
        }

        var once = customer.appliesAndWaits(order).expect(422);

        assertThat(once.json().at("/rules/0/id").asString()).isEqualTo("R7");
        assertThat(once.json().at("/rules/0/code").asString()).isEqualTo("APPLICATIONS_EXHAUSTED");
        assertThat(once.json().at("/rules/0/hint").asString()).contains("客服");
    }

    @Test
    void a_card_that_was_used_before_it_was_frozen_is_not_paid_for() {
        var order = anOrder(false);
        var orderId = order.text("id");
        juhui.storefront().ships(orderId).expect(200);
        var used = juhui.now();
        var refundId = customer.appliesAndWaits(orderId).expect(201).text("id");
        awaitStatus(customer, refundId, "MERCHANT_REVIEW");
        juhui.storefront()
                .post(
                        "/v1/orders/%s/cards/%s/usage".formatted(orderId, firstCard(order)),
                        Map.of("remainingValue", 4_000, "reportedAt", used.toString()))
                .expect(409);

        juhui.merchant(shop).acts(refundId, "approve", Map.of()).expect(200);

        var declined = awaitStatus(customer, refundId, "DECLINED");
        assertThat(declined.json().path("final").asBoolean()).isTrue();
        assertThat(declined.body()).contains("CARD_USED_MEANWHILE");
        assertThat(customer.get("/v1/payouts?refundId=" + refundId).json().path("data")).isEmpty();
        var after = customer.seesOrder(orderId);
        assertThat(cardStatus(after)).isEqualTo("PARTIALLY_USED");
        assertThat(after.json().at("/balance/held/value").asLong()).isZero();
    }

    @Test
    void a_card_that_is_used_up_on_record_is_disputed_by_an_agent_whose_ruling_another_confirms()
            throws Exception {
        var order = anOrder(false);
        var orderId = order.text("id");
        juhui.merchant(shop).ships(orderId).expect(200);
        juhui.merchant(shop).reportsUsage(orderId, firstCard(order), 0).expect(200);
        var alone = customer.get("/v1/orders/" + orderId + "/refund-eligibility?reason=UNUSED");
        assertThat(alone.text("route")).isEqualTo("AGENT");
        assertThat(alone.body()).contains("DISPUTE_NEEDS_SUPPORT");
        var agent = juhui.agent("agt_1");
        assertThat(agent.seesOrder(orderId).json().path("allowedActions").toString())
                .contains("REQUEST_REFUND");
        var proof = customer.uploads(orderId, "REMAINING_VALUE", aScreenshot()).expect(201);

        agent.post("/v1/refunds", dispute(orderId, 9_900, proof)).expect(422);
        var unnamed = new HashMap<>(dispute(orderId, 1, proof));
        unnamed.remove("requestedAmount");
        assertThat(agent.post("/v1/refunds", unnamed).expect(400).body())
                .contains("/requestedAmount");
        var bare = new HashMap<>(dispute(orderId, 4_000, proof));
        bare.remove("evidenceIds");
        agent.post("/v1/refunds", bare).expect(422);
        var refundId =
                agent.post("/v1/refunds", dispute(orderId, 4_000, proof)).expect(201).text("id");

        awaitStatus(customer, refundId, "MERCHANT_REVIEW");
        var ruling =
                Map.of(
                        "decision",
                        "AMOUNT",
                        "amount",
                        Map.of("value", 3_000, "currency", "CNY"),
                        "rule",
                        "R4",
                        "text",
                        "充值记录显示剩余三成",
                        "costBearer",
                        "MERCHANT");
        var proposed = agent.acts(refundId, "ruling", ruling).expect(200);
        assertThat(proposed.text("status")).isEqualTo("PLATFORM_REVIEW");
        var confirmation = Map.of("decision", "ACCEPT", "text", "已核对充值记录");
        agent.acts(refundId, "ruling/confirmation", confirmation).expect(409);
        juhui.agent("agt_2").acts(refundId, "ruling/confirmation", confirmation).expect(200);

        awaitStatus(customer, refundId, "COMPLETED");
        var after = customer.seesOrder(orderId);
        assertThat(after.json().at("/balance/refunded/value").asLong()).isEqualTo(3_000);
        assertThat(after.json().at("/balance/held/value").asLong()).isZero();
        assertThat(cardStatus(after)).isEqualTo("VOIDED");
    }

    private Map<String, Object> dispute(String orderId, long amount, Answer proof) {
        return Map.of(
                "orderId",
                orderId,
                "onBehalfOf",
                alice,
                "claim",
                "NOT_AS_DESCRIBED",
                "reason",
                "PARTIALLY_USED",
                "description",
                "并未用完，商家登记有误",
                "requestedAmount",
                Map.of("value", amount, "currency", "CNY"),
                "evidenceIds",
                List.of(proof.text("id")));
    }

    private static byte[] aScreenshot() throws IOException {
        try (var picture = RulesAndRisksTest.class.getResourceAsStream("/demo/order.png")) {
            return Objects.requireNonNull(picture).readAllBytes();
        }
    }
}
