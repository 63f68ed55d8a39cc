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
    void a_use_that_the_storefront_tells_stops_the_payout_and_the_platform_decides() {
        var order = anOrder(false);
        var orderId = order.text("id");
        juhui.storefront().ships(orderId).expect(200);
        var refundId = customer.appliesAndWaits(orderId).expect(201).text("id");
        awaitStatus(customer, refundId, "MERCHANT_REVIEW");
        juhui.storefront().reportsUsage(orderId, firstCard(order), 4_000).expect(200);

        juhui.merchant(shop).acts(refundId, "approve", Map.of()).expect(200);

        var stopped = awaitStatus(customer, refundId, "PLATFORM_REVIEW");
        assertThat(stopped.text("intervention/cause")).isEqualTo("NEUTRAL_FACT");
        assertThat(stopped.text("facts/0/use/source")).isEqualTo("STOREFRONT");
        assertThat(cardStatus(customer.seesOrder(orderId))).isEqualTo("FROZEN");
        var ruling =
                Map.<String, Object>of("decision", "AMOUNT", "amount", cny(3_960), "rule", "R4");
        juhui.agent("agt_1").acts(refundId, "ruling", with(ruling)).expect(200);
        awaitStatus(customer, refundId, "COMPLETED");
        var unused = awaitRefunded(orderId, 3_960);
    }

    @Test
    void what_a_merchant_says_during_the_appeal_is_a_claim_and_the_ruling_is_paid() {
        var order = anOrder(false);
        var orderId = order.text("id");
        juhui.merchant(shop).ships(orderId).expect(200);
        var refundId = customer.appliesAndWaits(orderId).expect(201).text("id");
        awaitStatus(customer, refundId, "MERCHANT_REVIEW");
        var reason = Map.of("code", "CARD_USED", "text", "系统显示已使用");
        juhui.merchant(shop).acts(refundId, "reject", reason).expect(200);
        customer.acts(refundId, "appeal", Map.of("statement", "没有使用过")).expect(200);
        var shipped = customer.seesOrder(orderId).text("items/0/cards/0/shippedAt");
        var claim =
                Map.of(
                        "remainingValue",
                        0,
                        "reportedAt",
                        shipped,
                        "text",
                        "冻结前已兑换",
                        "proof",
                        "流水 1");
        var usage = "/v1/orders/%s/cards/%s/usage".formatted(orderId, firstCard(order));

        juhui.merchant(shop).post(usage, claim).expect(202);

        for (var side : List.of(customer, juhui.merchant(shop), juhui.agent("agt_1"))) {
            Awaitility.await()
                    .atMost(Cases.PATIENCE)
                    .until(() -> side.seesRefund(refundId).text("claims/0/text").equals("冻结前已兑换"));
        }
        var ruling = Map.<String, Object>of("decision", "FULL", "rule", "R1");
        juhui.agent("agt_1").acts(refundId, "ruling", with(ruling)).expect(200);
        awaitStatus(customer, refundId, "COMPLETED");
        var after = awaitRefunded(orderId, 9_900);
        assertThat(cardStatus(after)).isEqualTo("VOIDED");
    }

    @Test
    void the_supplier_is_believed_over_the_merchant() {
        var order = anOrder(false);
        var orderId = order.text("id");
        var card = firstCard(order);
        juhui.merchant(shop).ships(orderId).expect(200);
        juhui.merchant(shop).reportsUsage(orderId, card, 0).expect(200);
        juhui.supplierSays(card, Map.of("state", "UNUSED"));

        var refundId = customer.appliesAndWaits(orderId).expect(201).text("id");

        var held = awaitStatus(customer, refundId, "MERCHANT_REVIEW");
        assertThat(held.json().at("/requested/value").asLong()).isEqualTo(9_900);
        assertThat(held.text("facts/0/check/source")).isEqualTo("SUPPLIER");
        juhui.supplierSays(card, Map.of("state", "USED"));
        juhui.merchant(shop).acts(refundId, "approve", Map.of()).expect(200);
        awaitStatus(customer, refundId, "PLATFORM_REVIEW");
        assertThat(customer.get("/v1/payouts?refundId=" + refundId).json().path("data")).isEmpty();
        var refusal = Map.<String, Object>of("decision", "REFUSE", "rule", "R8");
        juhui.agent("agt_1").acts(refundId, "ruling", with(refusal)).expect(200);
        awaitStatus(customer, refundId, "CLOSED");
        Awaitility.await()
                .atMost(Cases.PATIENCE)
                .until(() -> cardStatus(customer.seesOrder(orderId)).equals("USED"));
    }

    private static Map<String, Object> cny(long fen) {
        return Map.of("value", fen, "currency", "CNY");
    }

    private static Map<String, Object> with(Map<String, Object> ruling) {
        var body = new HashMap<>(ruling);
        body.putAll(Map.of("text", "按核实的使用情况处理", "costBearer", "MERCHANT"));
        return body;
    }

    @Test
    void part_of_an_unused_card_is_refused_with_a_hint() {
        var order = anOrder(false);
        var wish = new HashMap<>(Person.application(order.text("id")));
        wish.put("requestedAmount", Map.of("value", 5_000, "currency", "CNY"));

        var refused = customer.post("/v1/refunds", wish).expect(422);

        assertThat(refused.json().at("/rules/0/code").asString()).isEqualTo("UNUSED_CARD_IN_FULL");
        assertThat(refused.json().at("/rules/0/hint").asString()).containsPattern("\\p{IsHan}");
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

        agent.post("/v1/refunds", dispute(orderId, 9_901, proof)).expect(422);
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
        var after = awaitRefunded(orderId, 3_000);
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

    /// The order hears of it a moment after the case has ended.
    private Answer awaitRefunded(String orderId, long cents) {
        return Awaitility.await()
                .atMost(Cases.PATIENCE)
                .until(
                        () -> customer.seesOrder(orderId),
                        seen -> seen.json().at("/balance/refunded/value").asLong() == cents);
    }
}
