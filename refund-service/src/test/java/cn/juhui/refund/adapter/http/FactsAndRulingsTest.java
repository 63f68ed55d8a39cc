package cn.juhui.refund.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.juhui.contracts.CardFacts;
import cn.juhui.contracts.Event;
import cn.juhui.contracts.FactSource;
import cn.juhui.contracts.Provenance;
import cn.juhui.contracts.RefundRoute;
import cn.juhui.contracts.RuleOutcome;
import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.money.CardArithmetic;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.order.CardUseClaimed;
import cn.juhui.contracts.order.OrderIds;
import cn.juhui.contracts.order.RefundHeld;
import cn.juhui.contracts.order.RefundStopped;
import cn.juhui.contracts.wire.Topics;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.TestTokens;
import cn.juhui.refund.domain.Situations;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/// What a party says is a claim, what a neutral source says is a fact, and what takes two agents is decided by two.
class FactsAndRulingsTest extends RunningService {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String MERCHANT = TestTokens.merchant("mer_happy");
    private static final String AGENT = TestTokens.agent("agent_chen");
    private static final String OTHER_AGENT = TestTokens.agent("agent_du");
    private static final String FULL =
            "{\"decision\":\"FULL\",\"rule\":\"R3\",\"text\":\"卡密无效\",\"costBearer\":\"MERCHANT\"}";
    private static final String REFUSE =
            "{\"decision\":\"REFUSE\",\"rule\":\"R4\",\"text\":\"供应商证实已使用\",\"costBearer\":\"CUSTOMER\"}";
    private static final String ACCEPT = "{\"decision\":\"ACCEPT\",\"text\":\"已核对凭证\"}";
    private static final String RETURN = "{\"decision\":\"REFUSE\",\"text\":\"凭证不足以支持全额\"}";

    private final String customerId = Ids.next("cus");
    private final String customer = TestTokens.customer(customerId);
    private final String orderId = Ids.next("ord");
    private final String cardId = Ids.next("crd");
    private final Provenance paid =
            new Provenance(
                    FactSource.STOREFRONT,
                    "storefront",
                    Instant.parse("2026-11-20T07:59:02Z"),
                    Instant.parse("2026-11-20T07:58:40Z"),
                    "T2026112022001499");

    private final Provenance shipped =
            new Provenance(
                    FactSource.STOREFRONT,
                    "storefront",
                    Situations.MORNING,
                    Situations.MORNING,
                    "运单 SF123");

    @Autowired MeterRegistry meters;

    private Answer apply(String token, String more) {
        NEIGHBOURS.quotes.put(
                orderId,
                """
                {"orderId":"%s","orderNo":"NO-%s","customerId":"%s","merchantId":"mer_happy",
                 "productName":"移动话费 100 元","cardIds":["%s"],"eligible":true,"route":"MERCHANT_REVIEW",
                 "maxAmount":{"value":9900,"currency":"CNY"},"arithmetic":[],"rules":[],"requiredEvidence":[]}
                """
                        .formatted(orderId, orderId, customerId, cardId));
        var body =
                """
                {"orderId":"%s","claim":"OTHER","reason":"CARD_INVALID"%s}
                """
                        .formatted(orderId, more);
        return post("/v1/refunds", token, body, withNewKey());
    }

    private Answer applyAsAgent(String description) {
        return apply(
                AGENT,
                ",\"description\":\"%s\",\"onBehalfOf\":\"%s\"".formatted(description, customerId));
    }

    /// The order holds what its record allows, and says up to what can be ruled on proof.
    private void orderHolds(String id, RefundRoute route, Money held) {
        var line =
                new CardArithmetic(
                        new CardId(cardId),
                        Money.cny(9900),
                        Money.cny(10000),
                        Money.cny(2525),
                        held,
                        null);
        tell(
                new RefundHeld(
                        new OrderIds(
                                new OrderId(orderId),
                                "NO-" + orderId,
                                new CustomerId(customerId),
                                new MerchantId("mer_happy")),
                        new RefundId(id),
                        List.of(new CardId(cardId)),
                        held,
                        List.of(line),
                        route,
                        List.of(),
                        Situations.TERMS,
                        Money.cny(9900),
                        List.of(
                                new CardFacts(
                                        new CardId(cardId), Money.cny(2525), shipped, null, null)),
                        paid));
        await().atMost(SOON).until(() -> !read(id, customer).text("status").equals("REQUESTED"));
    }

    private void tell(Event event) {
        NEIGHBOURS.tellOfOrder(orderId, event);
    }

    private Answer read(String id, String token) {
        return get("/v1/refunds/" + id, token).is(200);
    }

    private Answer act(String id, String action, String token, String body) {
        return post("/v1/refunds/" + id + "/" + action, token, body);
    }

    private JsonNode history(String id, String token) {
        return get("/v1/refunds/" + id + "/history", token).is(200).json().path("data");
    }

    private String underReview() {
        var id = apply(customer, ",\"description\":\"卡密无效\"").is(201).text("id");
        orderHolds(id, RefundRoute.MERCHANT_REVIEW, Money.cny(9900));
        return id;
    }

    private CardUseClaimed claim(String refundId, String text) {
        var told =
                new Provenance(
                        FactSource.MERCHANT,
                        "mer_happy/staff",
                        Situations.MORNING,
                        Situations.MORNING.minusSeconds(86400),
                        null);
        return new CardUseClaimed(
                new OrderIds(
                        new OrderId(orderId),
                        "NO-" + orderId,
                        new CustomerId(customerId),
                        new MerchantId("mer_happy")),
                new RefundId(refundId),
                new CardId(cardId),
                Money.cny(0),
                text,
                told);
    }

    @Test
    void a_merchants_word_about_a_frozen_card_is_kept_shown_and_changes_nothing() {
        var id = underReview();
        act(id, "reject", MERCHANT, "{\"code\":\"CARD_USED\",\"text\":\"已使用\"}").is(200);
        act(id, "appeal", customer, "{\"statement\":\"卡密确实无法使用\"}").is(200);
        var before = read(id, customer).json();
        var dead = deadLetters();

        tell(claim(Ids.next("rfd"), "不存在的退款单"));
        tell(claim(id, "买家昨天已经充值"));

        await().atMost(SOON).until(() -> !read(id, customer).json().path("claims").isEmpty());
        for (var reader : List.of(customer, MERCHANT, AGENT)) {
            var seen = read(id, reader).json();
            assertThat(seen.at("/claims/0/cardId").asString("")).isEqualTo(cardId);
            assertThat(seen.at("/claims/0/remainingValue/value").asInt(-1)).isZero();
            assertThat(seen.at("/claims/0/text").asString("")).isEqualTo("买家昨天已经充值");
            assertThat(seen.at("/claims/0/provenance/source").asString("")).isEqualTo("MERCHANT");
            assertThat(seen.at("/claims/0/provenance/happenedAt").asString(""))
                    .isEqualTo("2026-11-23T01:00:00Z");
            assertThat(seen.at("/facts/0/shipment/proof").asString("")).isEqualTo("运单 SF123");
            assertThat(seen.at("/payment/proof").asString("")).isEqualTo("T2026112022001499");
            assertThat(history(id, reader).findValuesAsString("type"))
                    .endsWith("refund.use_claimed");
        }
        var after = read(id, customer).json();
        for (var unchanged : List.of("/status", "/review", "/intervention/state", "/approved")) {
            assertThat(after.at(unchanged)).as(unchanged).isEqualTo(before.at(unchanged));
        }
        assertThat(deadLetters()).isEqualTo(dead);

        var ruled = act(id, "ruling", AGENT, FULL).is(200);
        assertThat(ruled.text("status")).isEqualTo("PAYING");
        assertThat(ruled.json().at("/approved/value").asInt()).isEqualTo(9900);
        tell(claim(id, "再说一次"));
        await().atMost(SOON).until(() -> read(id, customer).json().path("claims").size() == 2);
        assertThat(read(id, customer).text("status")).isEqualTo("PAYING");
    }

    private double deadLetters() {
        return meters.counter(
                        "juhui.messages.dead", "topic", Topics.ORDERS, "group", "refund-service")
                .count();
    }

    @Test
    void a_payout_that_a_neutral_fact_stops_goes_back_to_the_platform_never_to_a_no_by_itself() {
        var id = underReview();
        act(id, "approve", MERCHANT, "").is(200);
        stopped(id);
        var seen = read(id, customer).json();
        assertThat(seen.path("status").asString("")).isEqualTo("PLATFORM_REVIEW");
        assertThat(seen.path("final").asBoolean()).isFalse();
        assertThat(seen.at("/intervention/cause").asString("")).isEqualTo("NEUTRAL_FACT");
        assertThat(seen.at("/facts/0/check/source").asString("")).isEqualTo("SUPPLIER");
        assertThat(history(id, customer).findValuesAsString("type"))
                .endsWith("refund.payout_stopped", "refund.intervention_opened");
        act(id, "approve", MERCHANT, "").is(409).says("ACTION_NOT_ALLOWED");

        assertThat(act(id, "ruling", AGENT, FULL).is(200).text("status")).isEqualTo("PAYING");
        stopped(id);
        var refused = act(id, "ruling", OTHER_AGENT, REFUSE).is(200);
        assertThat(refused.text("status")).isEqualTo("CLOSED");
        assertThat(refused.json().at("/review/closingCause").asString(""))
                .isEqualTo("PLATFORM_REFUSED");
        assertThat(refused.json().at("/intervention/ruling/text").asString(""))
                .isEqualTo("供应商证实已使用");
    }

    private void stopped(String id) {
        var used =
                new Provenance(
                        FactSource.SUPPLIER,
                        "supplier",
                        Situations.MORNING,
                        Situations.MORNING,
                        "查询编号 77");
        tell(
                new RefundStopped(
                        new OrderIds(
                                new OrderId(orderId),
                                "NO-" + orderId,
                                new CustomerId(customerId),
                                new MerchantId("mer_happy")),
                        new RefundId(id),
                        Money.cny(9900),
                        List.of(
                                new RuleOutcome(
                                        "R8",
                                        RuleOutcome.Outcome.BLOCKED,
                                        "CARD_USED_MEANWHILE",
                                        new CardId(cardId))),
                        List.of(
                                new CardFacts(
                                        new CardId(cardId), Money.cny(0), shipped, null, used))));
        await().atMost(SOON)
                .until(() -> read(id, customer).text("status").equals("PLATFORM_REVIEW"));
    }

    @Test
    void a_ruling_says_of_what_it_is_a_ratio_and_takes_proof_above_what_is_held() {
        var bare = apply(customer, ",\"description\":\"只用了一点\"").is(201).text("id");
        orderHolds(bare, RefundRoute.MERCHANT_REVIEW, Money.cny(2500));
        var half =
                "{\"decision\":\"RATIO\",\"ratio\":0.5,\"rule\":\"R4\",\"text\":\"按实际使用\",\"costBearer\":\"MERCHANT\"}";
        var refused = act(bare, "ruling", AGENT, half).is(422).says("RULING_NEEDS_EVIDENCE");
        assertThat(refused.text("detail")).contains("¥25.00").contains("¥99.00");

        var proof = Ids.next("evd");
        NEIGHBOURS.evidence.put(
                proof,
                "{\"id\":\"%s\",\"kind\":\"REMAINING_VALUE\",\"orderId\":\"%s\"}"
                        .formatted(proof, orderId));
        act(bare, "evidence", customer, "{\"evidenceIds\":[\"%s\"]}".formatted(proof)).is(200);
        var above =
                "{\"decision\":\"AMOUNT\",\"amount\":{\"value\":9901,\"currency\":\"CNY\"},\"rule\":\"R4\",\"text\":\"按实际使用\",\"costBearer\":\"MERCHANT\"}";
        act(bare, "ruling", AGENT, above).is(422).says("AMOUNT_TOO_HIGH");
        var ruled = act(bare, "ruling", AGENT, half).is(200).json();
        assertThat(ruled.at("/approved/value").asInt()).isEqualTo(4950);
        assertThat(ruled.at("/intervention/ruling/ratioOf/value").asInt()).isEqualTo(9900);
        var told = history(bare, customer);
        assertThat(told.get(told.size() - 1).at("/data/ratio").asString("")).isEqualTo("0.5");
        assertThat(told.get(told.size() - 1).at("/data/ratioOf/value").asInt()).isEqualTo(9900);
    }

    @Test
    void what_an_agent_opened_and_rules_themself_is_confirmed_by_another_and_only_agents_see_it() {
        var id = applyAsAgent("卡密无效，买家来电").is(201).text("id");
        orderHolds(id, RefundRoute.AGENT, Money.cny(9900));
        var proposed = act(id, "ruling", AGENT, FULL).is(200);
        assertThat(proposed.text("status")).isEqualTo("PLATFORM_REVIEW");
        assertThat(proposed.json().at("/intervention/proposal/why").asString(""))
                .isEqualTo("OWN_CASE");
        act(id, "ruling/confirmation", AGENT, ACCEPT).is(409).says("ACTION_NOT_ALLOWED");
        act(id, "ruling/confirmation", customer, ACCEPT).is(403);
        act(id, "ruling/confirmation", MERCHANT, ACCEPT).is(403);
        act(id, "ruling/confirmation", TestTokens.agent(customerId), ACCEPT).is(403);

        for (var side : List.of(customer, MERCHANT)) {
            assertThat(read(id, side).json().at("/intervention/proposal").isMissingNode()).isTrue();
            assertThat(history(id, side).findValuesAsString("type"))
                    .doesNotContain("refund.ruling_proposed");
        }
        assertThat(history(id, OTHER_AGENT).findValuesAsString("type"))
                .endsWith("refund.ruling_proposed");
        var queue =
                get(
                        "/v1/refunds?awaitingConfirmation=true&assigned=none&sort=deadline&limit=100",
                        OTHER_AGENT);
        assertThat(queue.is(200).json().path("data").findValuesAsString("id")).contains(id);
        get("/v1/refunds?awaitingConfirmation=true", customer).is(400);

        act(id, "ruling/confirmation", OTHER_AGENT, RETURN).is(200);
        assertThat(read(id, AGENT).json().at("/intervention/agentId").asString(""))
                .isEqualTo("agent_chen");
        act(id, "ruling", AGENT, FULL).is(200);
        var ruled = act(id, "ruling/confirmation", OTHER_AGENT, ACCEPT).is(200);
        assertThat(ruled.text("status")).isEqualTo("PAYING");
        assertThat(ruled.json().at("/intervention/agentId").asString("")).isEqualTo("agent_chen");
        assertThat(ruled.json().at("/intervention/confirmedBy").asString("")).isEqualTo("agent_du");
        act(id, "ruling/confirmation", OTHER_AGENT, ACCEPT).is(200);
        assertThat(history(id, customer).findValuesAsString("type"))
                .endsWith("refund.ruling_proposed", "refund.ruled")
                .doesNotContain("refund.ruling_returned")
                .containsOnlyOnce("refund.ruling_proposed");
    }

    @Test
    void after_a_final_refusal_an_agent_needs_a_new_statement() {
        var id = applyAsAgent("卡密无效！").is(201).text("id");
        orderHolds(id, RefundRoute.AGENT, Money.cny(9900));
        assertThat(act(id, "ruling", OTHER_AGENT, REFUSE).is(200).text("status"))
                .isEqualTo("CLOSED");

        var again = applyAsAgent(" 卡密无效。").is(422).says("STATEMENT_NOT_NEW");
        assertThat(again.text("refundId")).isEqualTo(id);
        assertThat(again.text("detail")).contains("情况描述");
        applyAsAgent("卡密无效，运营商出具了证明").is(201);
    }
}
