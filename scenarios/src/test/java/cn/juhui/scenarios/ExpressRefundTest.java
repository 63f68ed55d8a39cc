package cn.juhui.scenarios;

import static cn.juhui.scenarios.Cases.assertGapFreeHistory;
import static cn.juhui.scenarios.Cases.awaitOrderStatus;
import static cn.juhui.scenarios.Cases.awaitStatus;
import static cn.juhui.scenarios.Cases.cardStatus;
import static cn.juhui.scenarios.Cases.firstCard;
import static cn.juhui.scenarios.Cases.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.client.Answer;
import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.client.Wish;
import cn.juhui.scenarios.support.RunningPlatform;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// 极速退款: an unused card, money back at once.
class ExpressRefundTest {

    private final Juhui juhui = RunningPlatform.shared().juhui();
    private final String alice = fresh("cus");
    private final String shop = fresh("mer");

    /// The clock of all scenarios may have come to a year whose holidays nobody knows.
    private static void saysWhatItsEstimateRestsOn(Answer payouts, String channel) {
        var payout = payouts.json().at("/data/0");
        if (channel.equals("BANK_CARD")) {
            assertThat(payout.path("arrivalBasis").asString())
                    .isIn("WORKING_CALENDAR", "WEEKDAYS_ONLY");
        }
        assertThat(payout.has("arrivalBasis")).isEqualTo(channel.equals("BANK_CARD"));
        assertThat(payout.has("arrivalNote"))
                .isEqualTo(payout.path("arrivalBasis").asString("").equals("WEEKDAYS_ONLY"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALIPAY", "WECHAT_PAY", "BANK_CARD"})
    void an_unused_card_is_refunded_at_once_and_once(String channel) {
        var order = juhui.storefront().placesOrder(Wish.of(alice, shop).through(channel));
        var orderId = order.text("id");
        juhui.storefront().ships(orderId).expect(200);
        var customer = juhui.customer(alice);

        var eligibility =
                customer.get("/v1/orders/" + orderId + "/refund-eligibility?reason=UNUSED")
                        .expect(200);
        assertThat(eligibility.json().path("eligible").asBoolean()).as(eligibility.body()).isTrue();
        assertThat(eligibility.text("route")).isEqualTo("EXPRESS");
        assertThat(eligibility.json().at("/maxAmount/value").asLong()).isEqualTo(9_900);

        var refund = customer.appliesAndWaits(orderId).expect(201);
        assertThat(refund.text("status")).as(refund.body()).isEqualTo("COMPLETED");
        assertThat(refund.json().path("final").asBoolean()).isTrue();
        assertThat(refund.json().path("express").asBoolean()).isTrue();
        assertThat(refund.header("Preference-Applied")).contains("wait");
        assertThat(refund.header("Location")).endsWith("/v1/refunds/" + refund.text("id"));

        saysWhatItsEstimateRestsOn(
                customer.get("/v1/payouts?refundId=" + refund.text("id")).expect(200), channel);
        var after = awaitOrderStatus(customer, orderId, "REFUNDED");
        assertThat(cardStatus(after)).isEqualTo("VOIDED");
        assertThat(after.json().at("/balance/refunded/value").asLong()).isEqualTo(9_900);
        assertThat(after.json().at("/balance/held/value").asLong()).isZero();
        assertThat(juhui.storefront().reportsUsage(orderId, firstCard(after), 0).text("code"))
                .isEqualTo("CARD_NOT_USABLE");
        assertThat(
                        juhui.paidThrough(channel).stream()
                                .filter(paid ->
                                        paid.path("channelTransactionId")
                                                .asString()
                                                .equals("T" + order.text("orderNo"))))
                .singleElement()
                .satisfies(paid ->
                        assertThat(
                                        paid.path("amount").isObject()
                                                ? paid.at("/amount/value").asLong()
                                                : paid.path("amount").asLong())
                                .isEqualTo(9_900));
        assertGapFreeHistory(customer, refund.text("id"));
    }

    @Test
    void the_customer_and_the_merchant_are_told_once_in_their_language() {
        var orderId = juhui.storefront().placesOrder(Wish.of(alice, shop)).text("id");
        var refundId = juhui.customer(alice).appliesAndWaits(orderId).expect(201).text("id");
        awaitStatus(juhui.customer(alice), refundId, "COMPLETED");

        for (var person : List.of(juhui.customer(alice), juhui.merchant(shop))) {
            var inbox =
                    Awaitility.await()
                            .atMost(Cases.PATIENCE)
                            .until(
                                    () -> person.get("/v1/notifications?limit=100"),
                                    seen -> seen.body().contains("refund.completed"));
            var types =
                    inbox.json()
                            .path("data")
                            .valueStream()
                            .map(n -> n.path("type").asString())
                            .toList();
            assertThat(types).doesNotHaveDuplicates();
            assertThat(inbox.json().at("/data/0/title").asString()).containsPattern("\\p{IsHan}");
            var english = person.getInEnglish("/v1/notifications");
            assertThat(english.json().at("/data/0/title").asString())
                    .isNotBlank()
                    .doesNotContainPattern("\\p{IsHan}");
        }
    }

    @Test
    void the_same_application_sent_twice_is_one_case() {
        var orderId = juhui.storefront().placesOrder(Wish.of(alice, shop)).text("id");
        var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());

        var first = juhui.customer(alice).applies(orderId, key).expect(201);
        var second = juhui.customer(alice).applies(orderId, key).expect(201);

        assertThat(second.text("id")).isEqualTo(first.text("id"));
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        awaitStatus(juhui.customer(alice), first.text("id"), "COMPLETED");
    }

    @Test
    void nobody_else_sees_anything_of_it() {
        var orderId = juhui.storefront().placesOrder(Wish.of(alice, shop)).text("id");
        var refundId = juhui.customer(alice).appliesAndWaits(orderId).expect(201).text("id");
        var payouts = juhui.customer(alice).get("/v1/payouts?refundId=" + refundId).expect(200);
        var payoutId = payouts.text("data/0/id");
        assertThat(payoutId).startsWith("pay_");

        for (var stranger : List.of(juhui.customer(fresh("cus")), juhui.merchant(fresh("mer")))) {
            stranger.seesOrder(orderId).expect(404);
            stranger.seesRefund(refundId).expect(404);
            stranger.get("/v1/refunds/" + refundId + "/history").expect(404);
            stranger.get("/v1/payouts/" + payoutId).expect(404);
            stranger.get("/v1/orders/" + orderId + "/refund-eligibility?reason=UNUSED").expect(404);
            assertThat(stranger.get("/v1/refunds").expect(200).json().path("data")).isEmpty();
            assertThat(stranger.get("/v1/orders").expect(200).json().path("data")).isEmpty();
        }
        juhui.customer(fresh("cus")).applies(orderId, Map.of()).expect(404);
    }
}
