package cn.juhui.scenarios;

import static cn.juhui.scenarios.Cases.awaitStatus;
import static cn.juhui.scenarios.Cases.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.client.Answer;
import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.client.Person;
import cn.juhui.scenarios.client.Wish;
import cn.juhui.scenarios.support.BankCards;
import cn.juhui.scenarios.support.RunningPlatform;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// 新收款账户: the account that paid is closed, and the money goes to another one.
class ReplacementAccountTest {

    private static final String CHANNEL = "WECHAT_PAY";

    private final Juhui juhui = RunningPlatform.shared().juhui();
    private final String alice = fresh("cus");
    private final String shop = fresh("mer");
    private final String number =
            BankCards.ending("62220200" + String.valueOf(System.nanoTime()).substring(2, 12));

    @AfterEach
    void mend() {
        juhui.fault(CHANNEL, "NONE", 0);
    }

    private String aStuckRefund(Wish wish) {
        return aStuckRefund(wish.notExpress().through(CHANNEL).body());
    }

    private String aStuckRefund(Map<String, Object> wish) {
        juhui.fault(CHANNEL, "ACCOUNT_CLOSED", 1);
        var order = juhui.storefront().post("/v1/orders", wish).expect(201);
        var refund = juhui.customer(alice).appliesAndWaits(order.text("id")).expect(201);
        juhui.merchant(shop).acts(refund.text("id"), "approve", Map.of()).expect(200);
        awaitStatus(juhui.customer(alice), refund.text("id"), "PAYOUT_ABNORMAL");
        return refund.text("id");
    }

    private Answer names(String refundId, String account) throws IOException {
        var customer = juhui.customer(alice);
        var proof =
                customer.uploads(
                                customer.seesRefund(refundId).text("orderId"),
                                "ACCOUNT_ABNORMAL",
                                aScreenshot())
                        .expect(201)
                        .text("id");
        return customer.acts(
                refundId,
                "replacement-account",
                Map.of(
                        "channel",
                        "BANK_CARD",
                        "account",
                        account,
                        "holderName",
                        "张三",
                        "bankName",
                        "中国银行",
                        "evidenceIds",
                        List.of(proof)));
    }

    private static byte[] aScreenshot() throws IOException {
        try (var picture =
                ReplacementAccountTest.class.getResourceAsStream("/demo/invalid-card.png")) {
            return Objects.requireNonNull(picture).readAllBytes();
        }
    }

    private Answer agentSays(String agent, String refundId, String decision) {
        return juhui.agent(agent)
                .acts(
                        refundId,
                        "replacement-account/verification",
                        Map.of("decision", decision, "text", "户名与证明核对"));
    }

    private List<JsonNode> paidTo(String account) {
        return juhui.paidThrough("BANK_CARD").stream()
                .filter(p -> p.path("account").asString("").equals(account))
                .toList();
    }

    @Test
    void the_money_goes_once_to_the_account_that_an_agent_accepted() throws Exception {
        var refundId = aStuckRefund(Wish.of(alice, shop));
        var stuck = juhui.customer(alice).seesRefund(refundId);
        assertThat(stuck.text("intervention/cause")).isEqualTo("PAYOUT_ACCOUNT");
        assertThat(stuck.json().path("allowedActions").toString()).contains("REPLACEMENT_ACCOUNT");
        agentSays("agt_1", refundId, "ACCEPT").expect(409);

        names(refundId, "6222020009990000").expect(200);
        agentSays("agt_1", refundId, "REFUSE").expect(200);
        var named = names(refundId, number).expect(200);

        assertThat(named.text("replacementAccount/maskedAccount"))
                .matches("6222 [*]{4} [*]{4} \\d{4}");
        assertThat(named.body()).doesNotContain(number);
        assertThat(juhui.merchant(shop).seesRefund(refundId).body()).doesNotContain("张三");
        agentSays("agt_1", refundId, "ACCEPT").expect(200);

        var done = awaitStatus(juhui.customer(alice), refundId, "COMPLETED");
        assertThat(done.text("payout/channel")).isEqualTo("BANK_CARD");
        assertThat(paidTo(number)).hasSize(1);
        assertThat(paidTo("6222020009990000")).isEmpty();
        var payouts = juhui.customer(alice).get("/v1/payouts?refundId=" + refundId).expect(200);
        assertThat(payouts.json().at("/data/0/attempts")).hasSize(2);
        var history = juhui.agent("agt_1").get("/v1/refunds/" + refundId + "/history").expect(200);
        assertThat(history.body() + payouts.body()).doesNotContain(number);
        Cases.assertGapFreeHistory(juhui.customer(alice), refundId);
    }

    @Test
    void the_proof_of_the_account_is_between_the_customer_and_the_platform() throws Exception {
        var refundId = aStuckRefund(Wish.of(alice, shop));
        var named = names(refundId, number).expect(200);
        var proof = named.json().at("/evidence/0/id").asString();
        var picture = "/v1/evidence/" + proof;
        juhui.customer(alice)
                .post("/v1/refunds/" + refundId + "/messages", message("证明在这里", proof))
                .expect(201);

        for (var told : List.of(juhui.customer(alice), juhui.agent("agt_1"))) {
            told.get(picture + "/content").expect(200);
            assertThat(told.seesRefund(refundId).body()).contains(proof);
        }
        var merchant = juhui.merchant(shop);
        for (var way : List.of("", "/content", "/thumbnail")) {
            merchant.get(picture + way).expect(404);
        }
        merchant.post(picture + "/links", Map.of()).expect(404);
        var messages = merchant.get("/v1/refunds/" + refundId + "/messages").expect(200).body();
        assertThat(messages).contains("证明在这里").doesNotContain(proof);
        for (var view :
                List.of("/v1/refunds/" + refundId, "/v1/refunds/" + refundId + "/history")) {
            assertThat(merchant.get(view).expect(200).body()).doesNotContain(proof, "6222 ");
        }
        assertThat(merchant.get("/v1/refunds").expect(200).body())
                .contains(refundId)
                .doesNotContain(proof);
    }

    private static Map<String, Object> message(String text, String evidenceId) {
        return Map.of("text", text, "evidenceIds", List.of(evidenceId));
    }

    @Test
    void money_that_the_channel_took_back_goes_to_another_account_once() throws Exception {
        var order =
                juhui.storefront().placesOrder(Wish.of(alice, shop).notExpress().through(CHANNEL));
        var refund = juhui.customer(alice).appliesAndWaits(order.text("id")).expect(201);
        var refundId = refund.text("id");
        juhui.merchant(shop).acts(refundId, "approve", Map.of()).expect(200);
        awaitStatus(juhui.customer(alice), refundId, "COMPLETED");
        var paid = order.json().at("/balance/paid/value").asLong();
        awaitOrder(juhui.customer(alice), order.text("id"), "REFUNDED", 0, paid);
        var first = attempt(refundId, 0).path("payoutNo").asString();

        juhui.takeBack(CHANNEL, first);

        var stuck = awaitStatus(juhui.customer(alice), refundId, "PAYOUT_ABNORMAL");
        assertThat(stuck.text("payout/state")).isEqualTo("REVERSED");
        assertThat(stuck.json().path("final").asBoolean()).isFalse();
        assertThat(stuck.json().path("allowedActions").toString()).contains("REPLACEMENT_ACCOUNT");
        for (var side : List.of(juhui.customer(alice), juhui.merchant(shop))) {
            awaitNews(side, "支付渠道收回了退款");
            awaitOrder(side, order.text("id"), "PAID", paid, 0);
        }
        names(refundId, number).expect(200);
        agentSays("agt_1", refundId, "ACCEPT").expect(200);

        awaitStatus(juhui.customer(alice), refundId, "COMPLETED");
        assertThat(paidTo(number)).hasSize(1);
        assertThat(attempt(refundId, 0).path("state").asString()).isEqualTo("REVERSED");
        assertThat(attempt(refundId, 1).path("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(juhui.paidThrough(CHANNEL))
                .filteredOn(p -> p.path("refundNo").asString().equals(first))
                .singleElement()
                .matches(p -> p.hasNonNull("reversedAt"));
        for (var side : List.of(juhui.customer(alice), juhui.merchant(shop))) {
            awaitOrder(side, order.text("id"), "REFUNDED", 0, paid);
        }
        awaitNews(juhui.customer(alice), "已汇入您新的收款账户");
        awaitNews(juhui.merchant(shop), "已汇入买家新的收款账户");
        Cases.assertGapFreeHistory(juhui.customer(alice), refundId);
        assertTheBooksAgree(refundId);
    }

    /// The channel's, the payout's, the case's and the order's, once they have been compared.
    private void assertTheBooksAgree(String refundId) {
        juhui.advance(Duration.ofMinutes(11));
        Awaitility.await()
                .during(Duration.ofSeconds(1))
                .atMost(Cases.PATIENCE)
                .until(() ->
                        !juhui.operator()
                                .get("/v1/operations/differences?limit=100")
                                .expect(200)
                                .body()
                                .contains(refundId));
    }

    private static void awaitNews(Person person, String words) {
        Awaitility.await()
                .atMost(Cases.PATIENCE)
                .until(() -> person.get("/v1/notifications?limit=100").body().contains(words));
    }

    private static void awaitOrder(
            Person person, String orderId, String status, long held, long refunded) {
        Awaitility.await()
                .atMost(Cases.PATIENCE)
                .untilAsserted(() -> {
                    var order = person.seesOrder(orderId);
                    assertThat(order.json().at("/balance/held/value").asLong()).isEqualTo(held);
                    assertThat(order.json().at("/balance/refunded/value").asLong())
                            .isEqualTo(refunded);
                    assertThat(order.text("status")).isEqualTo(status);
                });
    }

    private JsonNode attempt(String refundId, int index) {
        var payouts = juhui.customer(alice).get("/v1/payouts?refundId=" + refundId).expect(200);
        return payouts.json().at("/data/0/attempts/" + index);
    }

    /// The holder is always 张三.
    @ParameterizedTest
    @CsvSource({
        "张　三, MATCH, ACCEPTED",
        "李四, MISMATCH, SECOND_AGENT_NEEDED",
        "*三, UNKNOWN, ACCEPTED"
    })
    void who_holds_the_account_is_compared_with_who_paid(String payer, String check, String then)
            throws Exception {
        var wish = Wish.of(alice, shop).notExpress().through(CHANNEL).body();
        var payment = new HashMap<String, Object>((Map<String, ?>) wish.get("payment"));
        payment.put("payerName", payer);
        wish.put("payment", payment);
        var refundId = aStuckRefund(wish);
        var named = names(refundId, number).expect(200);
        assertThat(named.body()).doesNotContain("nameCheck\":\"");

        var seen = juhui.agent("agt_1").seesRefund(refundId);
        assertThat(seen.text("replacementAccount/nameCheck")).isEqualTo(check);
        var accepted = agentSays("agt_1", refundId, "ACCEPT").expect(200);

        assertThat(accepted.text("replacementAccount/state")).isEqualTo(then);
        var order = juhui.agent("agt_1").seesOrder(seen.text("orderId")).body();
        assertThat(order).doesNotContain(payer);
    }

    @Test
    void a_large_amount_takes_two_agents() throws Exception {
        var refundId = aStuckRefund(Wish.of(alice, shop).times(11));
        names(refundId, number).expect(200);

        var first = agentSays("agt_1", refundId, "ACCEPT").expect(200);

        assertThat(first.text("status")).isEqualTo("PAYOUT_ABNORMAL");
        assertThat(first.text("replacementAccount/state")).isEqualTo("SECOND_AGENT_NEEDED");
        agentSays("agt_1", refundId, "REFUSE").expect(409);
        assertThat(paidTo(number)).isEmpty();
        agentSays("agt_2", refundId, "ACCEPT").expect(200);
        awaitStatus(juhui.customer(alice), refundId, "COMPLETED");
        assertThat(paidTo(number)).hasSize(1);
    }
}
