package cn.juhui.refund.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.juhui.contracts.RefundRoute;
import cn.juhui.contracts.RuleOutcome;
import cn.juhui.contracts.evidence.EvidenceKind;
import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.PayoutId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.money.CardArithmetic;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.order.OrderIds;
import cn.juhui.contracts.order.RefundHeld;
import cn.juhui.contracts.order.RefundHoldDeclined;
import cn.juhui.contracts.payout.PayoutCompleted;
import cn.juhui.contracts.payout.PayoutIds;
import cn.juhui.contracts.payout.PayoutPaidTwice;
import cn.juhui.contracts.payout.PayoutPaidTwiceUndone;
import cn.juhui.contracts.payout.PayoutReversed;
import cn.juhui.contracts.payout.PayoutSubmitted;
import cn.juhui.contracts.wire.Topics;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.Crashes;
import cn.juhui.platform.testkit.TestTokens;
import cn.juhui.refund.domain.Situations;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

class RefundServiceTest extends RunningService {

    @Autowired MeterRegistry meters;
    @Autowired MongoTemplate mongo;

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String MERCHANT = TestTokens.merchant("mer_happy");
    private static final String AGENT = TestTokens.agent("agent_chen");
    private static final String BLOCKED =
            "{\"id\":\"R5\",\"outcome\":\"BLOCKED\",\"code\":\"CONTACT_SUPPORT\"}";

    private final String customerId = Ids.next("cus");
    private final String customer = TestTokens.customer(customerId);
    private final String orderId = Ids.next("ord");
    private final String cardId = Ids.next("crd");

    @AfterAll
    static void everybodyGoesHome() {
        NEIGHBOURS.down = false;
    }

    private void orderExists() {
        orderExists(true, "", "");
    }

    private void orderExists(boolean eligible, String rules, String requiredEvidence) {
        NEIGHBOURS.quotes.put(
                orderId,
                """
                {"orderId":"%s","orderNo":"NO-%s","customerId":"%s","merchantId":"mer_happy",
                 "productName":"移动话费 100 元","cardIds":["%s"],"eligible":%s,"route":"MERCHANT_REVIEW",
                 "maxAmount":{"value":9900,"currency":"CNY"},"leastAmount":{"value":5000,"currency":"CNY"},"arithmetic":[],"rules":[%s],
                 "requiredEvidence":[%s],"paymentChannel":"ALIPAY","somethingNew":1}
                """
                        .formatted(
                                orderId,
                                orderId,
                                customerId,
                                cardId,
                                eligible,
                                rules,
                                requiredEvidence));
    }

    private String evidenceExists(EvidenceKind kind) {
        var id = Ids.next("evd");
        NEIGHBOURS.evidence.put(
                id,
                "{\"id\":\"%s\",\"kind\":\"%s\",\"orderId\":\"%s\",\"uploadedBy\":\"x\"}"
                        .formatted(id, kind, orderId));
        return id;
    }

    private String application(String more) {
        return """
        {"orderId":"%s","claim":"OTHER","reason":"UNUSED","description":"买错了"%s}
        """
                .formatted(orderId, more);
    }

    private Answer apply(String more, String... headers) {
        return post("/v1/refunds", customer, application(more), withNewKey(headers));
    }

    private String applied() {
        orderExists();
        return apply("").is(201).text("id");
    }

    @Test
    void an_application_repeated_after_a_crash_finds_the_case_that_it_made() {
        orderExists();
        var key = withNewKey();
        var made = post("/v1/refunds", customer, application(""), key).is(201);
        Crashes.beforeTheAnswersWereStored(mongo);
        // Its own hold speaks against another application.
        orderExists(false, "", "");

        var again = post("/v1/refunds", customer, application(""), key).is(201);
        assertThat(again.header("Idempotency-Replayed")).isEmpty();
        assertThat(again.text("id")).isEqualTo(made.text("id"));
        assertThat(again.header("Location")).isEqualTo(made.header("Location"));
    }

    private void orderHolds(String refundId, RefundRoute route) {
        var line =
                new CardArithmetic(
                        new CardId(cardId),
                        Money.cny(9900),
                        Money.cny(10000),
                        Money.cny(10000),
                        Money.cny(9900));
        NEIGHBOURS.tellOfOrder(
                orderId,
                new RefundHeld(
                        new OrderIds(
                                new OrderId(orderId),
                                "NO-" + orderId,
                                new CustomerId(customerId),
                                new MerchantId("mer_happy")),
                        new RefundId(refundId),
                        List.of(new CardId(cardId)),
                        Money.cny(9900),
                        List.of(line),
                        route,
                        List.of(),
                        Situations.TERMS,
                        null,
                        null,
                        null));
    }

    private String underReview() {
        var id = applied();
        orderHolds(id, RefundRoute.MERCHANT_REVIEW);
        awaitStatus(id, "MERCHANT_REVIEW");
        return id;
    }

    private void awaitStatus(String id, String status) {
        await().atMost(SOON).until(() -> read(id).text("status").equals(status));
    }

    private Answer read(String id) {
        return get("/v1/refunds/" + id, customer);
    }

    private Answer act(String id, String action, String token, String body, String... headers) {
        return post("/v1/refunds/" + id + "/" + action, token, body, headers);
    }

    private void payoutCompletes(String id) {
        var payoutId = Ids.sibling("pay", id);
        NEIGHBOURS.tellOfPayout(
                payoutId, submitted(payoutId, id, Situations.MORNING.plusSeconds(7200)));
        NEIGHBOURS.tellOfPayout(
                payoutId,
                new PayoutCompleted(
                        new PayoutIds(
                                new PayoutId(payoutId),
                                new RefundId(id),
                                new OrderId(orderId),
                                new CustomerId(customerId),
                                new MerchantId("mer_happy")),
                        Money.cny(9900),
                        PaymentChannel.ALIPAY,
                        "P1",
                        "cr_1",
                        Situations.MORNING));
    }

    @Test
    void a_reviewed_refund_runs_from_the_application_to_the_money() {
        orderExists();
        var made = apply(",\"requestedAmount\":{\"value\":9900,\"currency\":\"CNY\"}").is(201);
        var id = made.text("id");
        assertThat(made.header("Location")).isEqualTo("/v1/refunds/" + id);
        assertThat(made.header("ETag")).isEqualTo("\"1\"");
        assertThat(made.text("status")).isEqualTo("REQUESTED");
        assertThat(made.text("statusText")).isEqualTo("申请已提交");
        for (var empty :
                List.of(
                        "/approved",
                        "/offer",
                        "/review/deadline",
                        "/intervention/cause",
                        "/intervention/agentId",
                        "/intervention/ruling",
                        "/payout/payoutId",
                        "/payout/channel",
                        "/payout/expectedArrivalAt",
                        "/payout/channelRefundId",
                        "/payout/failure")) {
            assertThat(made.json().at(empty).isNull()).as(empty).isTrue();
        }

        orderHolds(id, RefundRoute.MERCHANT_REVIEW);
        awaitStatus(id, "MERCHANT_REVIEW");
        var seen = get("/v1/refunds/" + id, MERCHANT);
        assertThat(seen.json().path("allowedActions").toString())
                .isEqualTo("[\"EVIDENCE\",\"APPROVE\",\"REJECT\",\"EVIDENCE_REQUEST\",\"OFFER\"]");
        assertThat(seen.json().at("/review/deadline/remainingSeconds").asInt()).isPositive();

        var nothing = act(id, "approve", MERCHANT, "null").is(400);
        assertThat(nothing.text("code")).isEqualTo("INVALID_INPUT");
        assertThat(nothing.json().at("/errors").toString()).contains("WRONG_TYPE");
        var approved = act(id, "approve", MERCHANT, "", "If-Match", seen.header("ETag")).is(200);
        assertThat(approved.text("status")).isEqualTo("PAYING");
        assertThat(approved.json().at("/approved/value").asInt()).isEqualTo(9900);

        payoutCompletes(id);
        awaitStatus(id, "COMPLETED");
        var completed = read(id).json();
        assertThat(completed.path("final").asBoolean()).isTrue();
        assertThat(completed.at("/payout/channelRefundId").asString("")).isEqualTo("cr_1");
        assertThat(completed.path("allowedActions")).isEmpty();

        var history = get("/v1/refunds/" + id + "/history", customer).is(200).json().path("data");
        assertThat(history.findValuesAsString("type"))
                .containsExactly(
                        "refund.requested",
                        "refund.merchant_review_started",
                        "refund.merchant_approved",
                        "refund.payout_recorded",
                        "refund.completed");
        assertThat(history.get(2).path("text").asString("")).isEqualTo("商家同意退款 ¥99.00");
        assertThat(history.get(2).at("/actor/role").asString("")).isEqualTo("MERCHANT");
        var english =
                get("/v1/refunds/" + id + "/history", customer, "Accept-Language", "en").json();
        assertThat(english.at("/data/2/text").asString(""))
                .isEqualTo("The merchant approved ¥99.00");
    }

    @Test
    void whoever_waits_is_answered_as_soon_as_the_outcome_is_there() {
        orderExists();
        var answer = CompletableFuture.supplyAsync(() -> apply("", "Prefer", "wait=10"));
        await().atMost(SOON).until(() -> listed() == 1);
        var id = get("/v1/refunds", customer).json().at("/data/0/id").asString("");
        orderHolds(id, RefundRoute.EXPRESS);
        awaitStatus(id, "PAYING");
        assertThat(answer).isNotDone();
        payoutCompletes(id);
        var made = answer.join().is(201);
        assertThat(made.text("status")).isEqualTo("COMPLETED");
        assertThat(made.json().path("express").asBoolean()).isTrue();
        assertThat(made.header("Preference-Applied")).isEqualTo("wait=10");
    }

    private int listed() {
        return get("/v1/refunds", customer).json().path("data").size();
    }

    @Test
    void the_same_key_makes_one_case() {
        orderExists();
        String[] key = withNewKey();
        var first = post("/v1/refunds", customer, application(""), key).is(201);
        var second = post("/v1/refunds", customer, application(""), key).is(201);
        assertThat(second.text("id")).isEqualTo(first.text("id"));
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(listed()).isEqualTo(1);
        post("/v1/refunds", customer, application("")).is(400).says("IDEMPOTENCY_KEY_MISSING");
    }

    @Test
    void a_case_does_not_exist_for_strangers_and_roles_do_only_what_is_theirs() {
        var id = underReview();
        get("/v1/refunds/" + id, TestTokens.customer("cus_mallory")).is(404).says("NOT_FOUND");
        get("/v1/refunds/" + id, TestTokens.merchant("mer_other")).is(404);
        act(id, "approve", TestTokens.merchant("mer_other"), "").is(404);
        act(id, "withdraw", TestTokens.customer("cus_mallory"), "").is(404);
        get("/v1/refunds/" + id + "/history", TestTokens.merchant("mer_other")).is(404);
        act(id, "withdraw", MERCHANT, "").is(403).says("FORBIDDEN");
        act(id, "approve", customer, "").is(403);
        act(id, "approve", TestTokens.operator(), "").is(403);
        get("/v1/refunds/" + id, TestTokens.operator()).is(200);
        get("/v1/refunds/" + id, TestTokens.storefront()).is(404);
        get("/v1/refunds", TestTokens.storefront()).is(403);
        get("/v1/refunds/nonsense", customer).is(404);
        assertThat(read(id).json().path("version").asInt()).isEqualTo(2);
    }

    @Test
    void late_clicks_and_stale_views_are_told_so_and_a_double_click_is_not_an_error() {
        var id = underReview();
        act(id, "withdraw", customer, "", "If-Match", "\"1\"").is(412).says("STALE_VERSION");
        var withdrawn = act(id, "withdraw", customer, "").is(200);
        assertThat(withdrawn.text("status")).isEqualTo("WITHDRAWN");
        var again = act(id, "withdraw", customer, "").is(200);
        assertThat(again.header("ETag")).isEqualTo(withdrawn.header("ETag"));
        var late = act(id, "approve", MERCHANT, "").is(409).says("ACTION_NOT_ALLOWED");
        assertThat(late.text("currentStatus")).isEqualTo("WITHDRAWN");
        assertThat(late.text("detail")).startsWith("当前状态为“已撤回”");
    }

    @Test
    void a_declined_hold_ends_the_case_with_its_rules() {
        var id = applied();
        var rule =
                new RuleOutcome(
                        "R7",
                        RuleOutcome.Outcome.BLOCKED,
                        "CARD_IN_OPEN_REFUND",
                        new CardId(cardId));
        NEIGHBOURS.tellOfOrder(
                orderId,
                new RefundHoldDeclined(
                        new OrderIds(
                                new OrderId(orderId),
                                "NO-1",
                                new CustomerId(customerId),
                                new MerchantId("mer_happy")),
                        new RefundId(id),
                        List.of(rule)));
        awaitStatus(id, "DECLINED");
        var rules = read(id).json().path("rules");
        assertThat(rules.get(0).path("id").asString("")).isEqualTo("R7");
        assertThat(rules.get(0).path("text").asString("")).isNotBlank();
        assertThat(rules.get(0).path("hint").asString("")).isNotBlank();
    }

    @Test
    void what_the_rules_refuse_at_once_makes_no_case() {
        orderExists(false, BLOCKED, "");
        var refused = apply("").is(422).says("REFUND_NOT_ELIGIBLE");
        assertThat(refused.json().at("/rules/0/id").asString("")).isEqualTo("R5");
        assertThat(listed()).isZero();
    }

    @Test
    void amounts_are_above_nothing_at_most_what_the_rules_allow_and_in_the_orders_currency() {
        orderExists();
        apply(",\"requestedAmount\":{\"value\":0,\"currency\":\"CNY\"}")
                .is(400)
                .says("INVALID_INPUT");
        apply(",\"requestedAmount\":{\"value\":-1,\"currency\":\"CNY\"}").is(400);
        apply(",\"requestedAmount\":{\"value\":9901,\"currency\":\"CNY\"}")
                .is(422)
                .says("AMOUNT_TOO_HIGH");
        apply(",\"requestedAmount\":{\"value\":1,\"currency\":\"USD\"}")
                .is(422)
                .says("CURRENCY_MISMATCH");
        assertThat(listed()).isZero();
    }

    @Test
    void a_part_of_an_unused_card_is_refused_with_the_rule_and_a_hint() {
        orderExists();
        var refused =
                apply(",\"requestedAmount\":{\"value\":4999,\"currency\":\"CNY\"}")
                        .is(422)
                        .says("REFUND_NOT_ELIGIBLE");
        assertThat(refused.json().path("rules").size()).isEqualTo(1);
        assertThat(refused.json().at("/rules/0/id").asString("")).isEqualTo("R1");
        assertThat(refused.json().at("/rules/0/code").asString(""))
                .isEqualTo("UNUSED_CARD_IN_FULL");
        assertThat(refused.json().at("/rules/0/hint").asString("")).contains("按实付金额全额申请");
        assertThat(listed()).isZero();
        apply(",\"requestedAmount\":{\"value\":5000,\"currency\":\"CNY\"}").is(201);
    }

    @Test
    void a_piece_of_any_of_the_kinds_that_count_is_enough() {
        orderExists(
                true,
                "",
                "{\"kind\":\"INVALID_CARD\",\"min\":2,\"anyOf\":[\"INVALID_CARD\",\"CONVERSATION\"]}");
        var chat = evidenceExists(EvidenceKind.CONVERSATION);
        var card = evidenceExists(EvidenceKind.INVALID_CARD);
        var one = apply(",\"evidenceIds\":[\"" + chat + "\"]").is(422).says("EVIDENCE_REQUIRED");
        assertThat(one.text("detail")).contains("卡密无效截图或聊天记录（2 份）");
        apply(",\"evidenceIds\":[\"" + chat + "\",\"" + card + "\"]").is(201);
    }

    @Test
    void input_is_what_it_says_it_is() {
        orderExists();
        apply(",\"unknown\":1").is(400).says("INVALID_INPUT");
        apply(",\"evidenceIds\":[\"evd_1\"]").is(400);
        apply(",\"cardIds\":[]").is(400).says("INVALID_INPUT");
        apply(",\"onBehalfOf\":\"cus_other\"").is(403);
        var injection =
                "{\"orderId\":{\"$ne\":null},\"claim\":\"OTHER\",\"reason\":\"UNUSED\",\"description\":\"x\"}";
        post("/v1/refunds", customer, injection, withNewKey()).is(400).says("INVALID_INPUT");
        post("/v1/refunds", MERCHANT, application(""), withNewKey()).is(403);
        post("/v1/refunds", AGENT, application(""), withNewKey()).is(400);
        get("/v1/refunds?status=NONSENSE", customer).is(400);
        get("/v1/refunds?sort=nonsense", customer).is(400);
        get("/v1/refunds?cursor=nonsense", customer).is(400);
        assertThat(listed()).isZero();
    }

    @Test
    void an_agent_applies_for_the_customer_whose_order_it_is() {
        orderExists();
        var other = application(",\"onBehalfOf\":\"cus_other\"");
        post("/v1/refunds", AGENT, other, withNewKey()).is(422).says("ORDER_OF_ANOTHER_CUSTOMER");
        var theirs = application(",\"onBehalfOf\":\"" + customerId + "\"");
        var made = post("/v1/refunds", AGENT, theirs, withNewKey()).is(201);
        assertThat(made.text("customerId")).isEqualTo(customerId);
    }

    @Test
    void evidence_must_be_known_and_of_the_kinds_that_the_reason_needs() {
        orderExists(true, "", "{\"kind\":\"INVALID_CARD\",\"min\":1}");
        var missing = apply("").is(422).says("EVIDENCE_REQUIRED");
        assertThat(missing.text("detail")).isEqualTo("这个退款原因还需要以下凭证：卡密无效截图。");
        var nobodys = Ids.next("evd");
        var unknown =
                apply(",\"evidenceIds\":[\"" + nobodys + "\"]").is(422).says("EVIDENCE_UNKNOWN");
        assertThat(unknown.text("detail")).startsWith("有 1 份凭证不存在");
        assertThat(unknown.json().at("/unknown/0").asString()).isEqualTo(nobodys);
        var wrong = evidenceExists(EvidenceKind.OTHER);
        apply(",\"evidenceIds\":[\"" + wrong + "\"]").is(422).says("EVIDENCE_REQUIRED");
        var right = evidenceExists(EvidenceKind.INVALID_CARD);
        var made = apply(",\"evidenceIds\":[\"" + right + "\"]").is(201);
        assertThat(made.json().at("/evidence/0/id").asString("")).isEqualTo(right);
    }

    @Test
    void while_order_service_is_down_nothing_is_made() {
        orderExists();
        NEIGHBOURS.down = true;
        try {
            var down = apply("").is(503).says("SERVICE_UNAVAILABLE");
            assertThat(down.header("Retry-After")).isNotBlank();
        } finally {
            NEIGHBOURS.down = false;
        }
        assertThat(listed()).isZero();
        apply("").is(201);
    }

    @Test
    void the_clock_marks_overdue_then_escalates_and_an_agent_rules() {
        var id = underReview();
        clock.advance(Situations.TERMS.reviewDeadline());
        await().atMost(SOON)
                .until(() -> read(id).json().at("/review/deadline/overdue").asBoolean());
        await().atMost(SOON)
                .until(() ->
                        get("/v1/refunds?overdue=true", customer).json().path("data").size() == 1);
        clock.advance(Situations.TERMS.silenceGrace());
        awaitStatus(id, "PLATFORM_REVIEW");
        act(id, "approve", MERCHANT, "").is(409);
        act(id, "take", AGENT, "").is(200);
        var ruling =
                """
                {"decision":"RATIO","ratio":0.500000000001,"rule":"R4","text":"按实际使用退款","costBearer":"MERCHANT"}
                """;
        var tooSmall = ruling.replace("0.500000000001", "0.0001");
        var error = act(id, "ruling", AGENT, tooSmall).is(400).json().at("/errors/0");
        assertThat(error.path("pointer").asString()).isEqualTo("/ratio");
        assertThat(error.path("detail").asString()).contains("0.00011");
        var ruled = act(id, "ruling", AGENT, ruling).is(200);
        assertThat(ruled.json().at("/approved/value").asInt()).isEqualTo(4950);
        assertThat(ruled.json().at("/intervention/state").asString("")).isEqualTo("RULED");
    }

    @Test
    void money_that_the_channel_takes_back_reopens_the_case() {
        var id = underReview();
        act(id, "approve", MERCHANT, "{}").is(200);
        payoutCompletes(id);
        awaitStatus(id, "COMPLETED");
        var door = "/internal/refunds/" + id + "/book";
        assertThat(get(door, "").is(200).json().at("/arrived/value").asInt()).isEqualTo(9900);
        var payoutId = Ids.sibling("pay", id);
        NEIGHBOURS.tellOfPayout(
                payoutId,
                new PayoutReversed(
                        new PayoutIds(
                                new PayoutId(payoutId),
                                new RefundId(id),
                                new OrderId(orderId),
                                new CustomerId(customerId),
                                new MerchantId("mer_happy")),
                        Money.cny(9900),
                        PaymentChannel.ALIPAY,
                        "P1",
                        "ACCOUNT_CLOSED"));
        awaitStatus(id, "PAYOUT_ABNORMAL");
        var book = get(door, "").is(200);
        assertThat(book.text("state")).isEqualTo("REVERSED");
        assertThat(book.json().at("/owed/value").asInt()).isEqualTo(9900);
        assertThat(book.json().has("arrived")).isFalse();
    }

    @Test
    void a_second_payment_is_a_loss_that_the_platform_sees_and_finds_and_the_sides_do_not() {
        var id = underReview();
        act(id, "approve", MERCHANT, "{}").is(200);
        payoutCompletes(id);
        awaitStatus(id, "COMPLETED");
        var payoutId = Ids.sibling("pay", id);
        var operator = TestTokens.operator();
        var list = "/v1/refunds?paidTwice=true&orderNo=NO-" + orderId;
        assertThat(get(list, operator).json().path("data")).isEmpty();

        var before = deadLetters();
        NEIGHBOURS.tellOfPayout(payoutId, paidTwice(payoutId, id, 9_899));
        NEIGHBOURS.tellOfPayout(payoutId, paidTwice(Ids.next("pay"), id, 9_900));
        await().atMost(SOON).until(() -> deadLetters() == before + 2);
        assertThat(get(list, operator).json().path("data")).isEmpty();
        NEIGHBOURS.tellOfPayout(payoutId, paidTwice(payoutId, id, 9_900));

        await().atMost(SOON).until(() -> get(list, operator).json().path("data").size() == 1);
        assertThat(get("/v1/refunds/" + id, AGENT).json().at("/loss/value").asInt())
                .isEqualTo(9900);
        assertThat(get("/v1/refunds/" + id + "/history", AGENT).is(200).json().toString())
                .contains("refund.loss_recorded", "P2");
        assertThat(get("/v1/refunds/counts?paidTwice=true", operator).is(200).json().toString())
                .contains("COMPLETED");
        for (var side : List.of(customer, MERCHANT)) {
            assertThat(get("/v1/refunds/" + id, side).json().has("loss")).isFalse();
            assertThat(get("/v1/refunds/" + id + "/history", side).is(200).json().toString())
                    .doesNotContain("refund.loss_recorded");
            get(list, side).is(400);
        }
        assertThat(read(id).text("status")).isEqualTo("COMPLETED");

        NEIGHBOURS.tellOfPayout(payoutId, undone(payoutId, id, 9_899));
        await().atMost(SOON).until(() -> deadLetters() == before + 3);
        assertThat(get(list, operator).json().path("data")).hasSize(1);
        NEIGHBOURS.tellOfPayout(payoutId, undone(payoutId, id, 9_900));

        await().atMost(SOON).until(() -> get(list, operator).json().path("data").isEmpty());
        assertThat(read(id).json().at("/payout/channelRefundId").asString()).isEqualTo("cr_2");
        assertThat(read(id).text("status")).isEqualTo("COMPLETED");
    }

    @Test
    void lists_are_paged_filtered_and_sorted_by_deadline() {
        orderExists();
        for (var i = 0; i < 5; i++) {
            apply("").is(201);
        }
        var first = get("/v1/refunds?limit=2&status=REQUESTED", customer).json();
        var second =
                get("/v1/refunds?limit=2&cursor=" + first.path("nextCursor").asString(""), customer)
                        .json();
        var third =
                get(
                                "/v1/refunds?limit=2&cursor="
                                        + second.path("nextCursor").asString(""),
                                customer)
                        .json();
        assertThat(third.path("data")).hasSize(1);
        assertThat(third.path("nextCursor").isNull()).isTrue();
        assertThat(
                        List.of(
                                first.at("/data/0/id"),
                                first.at("/data/1/id"),
                                second.at("/data/0/id"),
                                second.at("/data/1/id"),
                                third.at("/data/0/id")))
                .doesNotHaveDuplicates();
        assertThat(get("/v1/refunds?orderNo=NO-" + orderId, MERCHANT).json().path("data"))
                .hasSize(5);
        assertThat(get("/v1/refunds?sort=deadline&limit=3", customer).json().path("data"))
                .hasSize(3);
        assertThat(
                        get("/v1/refunds?requestedTo=2020-01-01T00:00:00Z", customer)
                                .json()
                                .path("data"))
                .isEmpty();
    }

    /// Money is said to have arrived for a case that nobody approved: two services disagree.
    @Test
    void a_fact_that_the_case_refuses_is_put_where_people_look_and_changes_nothing() {
        var id = underReview();
        var version = read(id).json().path("version").asInt();
        var before = deadLetters();

        NEIGHBOURS.tellOfPayout(
                Ids.sibling("pay", id),
                new PayoutCompleted(
                        new PayoutIds(
                                new PayoutId(Ids.sibling("pay", id)),
                                new RefundId(id),
                                new OrderId(orderId),
                                new CustomerId(customerId),
                                new MerchantId("mer_happy")),
                        Money.cny(9900),
                        PaymentChannel.ALIPAY,
                        "P1",
                        "cr_1",
                        Situations.MORNING));

        await().atMost(SOON).until(() -> deadLetters() > before);
        assertThat(read(id).json().path("version").asInt()).isEqualTo(version);
    }

    /// One value that nothing can hold, in the same partition before the money's arrival: the case completes nevertheless.
    @Test
    void a_record_out_of_bounds_is_put_where_people_look_and_holds_up_nobody() {
        var id = underReview();
        act(id, "approve", MERCHANT, "{}").is(200);
        var payoutId = Ids.sibling("pay", id);
        var before = deadLetters();

        NEIGHBOURS.tellOfPayout("", submitted(payoutId, id, Situations.MORNING));
        NEIGHBOURS.tellOfPayout(payoutId, submitted(payoutId, id, Instant.MAX));
        payoutCompletes(id);

        awaitStatus(id, "COMPLETED");
        await().atMost(SOON).until(() -> deadLetters() == before + 2);
        assertThat(read(id).json().path("payout").path("expectedArrivalAt").asString())
                .doesNotStartWith("+");
    }

    private PayoutPaidTwice paidTwice(String payoutId, String refundId, long fen) {
        return new PayoutPaidTwice(
                new PayoutIds(
                        new PayoutId(payoutId),
                        new RefundId(refundId),
                        new OrderId(orderId),
                        new CustomerId(customerId),
                        new MerchantId("mer_happy")),
                Money.cny(fen),
                PaymentChannel.ALIPAY,
                "P1",
                Situations.MORNING,
                PaymentChannel.BANK_CARD,
                "P2",
                Situations.MORNING);
    }

    private PayoutPaidTwiceUndone undone(String payoutId, String refundId, long fen) {
        return new PayoutPaidTwiceUndone(
                new PayoutIds(
                        new PayoutId(payoutId),
                        new RefundId(refundId),
                        new OrderId(orderId),
                        new CustomerId(customerId),
                        new MerchantId("mer_happy")),
                Money.cny(fen),
                PaymentChannel.BANK_CARD,
                "P2",
                "cr_2",
                Situations.MORNING,
                "P2");
    }

    private PayoutSubmitted submitted(String payoutId, String refundId, Instant expected) {
        return new PayoutSubmitted(
                new PayoutIds(
                        new PayoutId(payoutId),
                        new RefundId(refundId),
                        new OrderId(orderId),
                        new CustomerId(customerId),
                        new MerchantId("mer_happy")),
                Money.cny(9900),
                PaymentChannel.ALIPAY,
                "P1",
                "cr_1",
                expected,
                null);
    }

    private double deadLetters() {
        return meters.counter(
                        "juhui.messages.dead", "topic", Topics.PAYOUTS, "group", "refund-service")
                .count();
    }
}
