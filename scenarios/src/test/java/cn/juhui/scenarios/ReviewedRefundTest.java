package cn.juhui.scenarios;

import static cn.juhui.scenarios.Cases.assertGapFreeHistory;
import static cn.juhui.scenarios.Cases.awaitStatus;
import static cn.juhui.scenarios.Cases.cardStatus;
import static cn.juhui.scenarios.Cases.firstCard;
import static cn.juhui.scenarios.Cases.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.client.Wish;
import cn.juhui.scenarios.support.RunningPlatform;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// 商家审核: a merchant decides, on a clock.
class ReviewedRefundTest {

    private final Juhui juhui = RunningPlatform.shared().juhui();
    private final String alice = fresh("cus");
    private final String shop = fresh("mer");

    private String anOrder() {
        return juhui.storefront().placesOrder(Wish.of(alice, shop).notExpress()).text("id");
    }

    private String aRefundUnderReview(String orderId) {
        var refund = juhui.customer(alice).appliesAndWaits(orderId).expect(201);
        assertThat(refund.text("status")).as(refund.body()).isEqualTo("MERCHANT_REVIEW");
        return refund.text("id");
    }

    @Test
    void a_merchant_approves_and_the_money_goes_back() {
        var orderId = anOrder();
        var refundId = aRefundUnderReview(orderId);
        var seen = juhui.merchant(shop).seesRefund(refundId).expect(200);
        assertThat(seen.json().path("allowedActions").toString()).contains("APPROVE", "REJECT");
        assertThat(seen.json().at("/review/deadline/remainingSeconds").asLong()).isPositive();
        assertThat(cardStatus(juhui.customer(alice).seesOrder(orderId))).isEqualTo("FROZEN");

        juhui.merchant(shop).acts(refundId, "approve", Map.of()).expect(200);

        var done = awaitStatus(juhui.customer(alice), refundId, "COMPLETED");
        assertThat(done.json().at("/approved/value").asLong()).isEqualTo(9_900);
        assertThat(done.text("payout/channelRefundId")).isNotBlank();
        assertGapFreeHistory(juhui.customer(alice), refundId);
        var late =
                juhui.merchant(shop)
                        .acts(refundId, "reject", Map.of("code", "OTHER", "text", "迟了"));
        assertThat(late.expect(409).text("code")).isEqualTo("ACTION_NOT_ALLOWED");
    }

    @Test
    void a_merchant_rejects_with_a_reason_and_a_stale_click_is_told_so() {
        var refundId = aRefundUnderReview(anOrder());
        var reason = Map.of("code", "CARD_USED", "text", "系统显示卡券已被使用");
        juhui.merchant(shop)
                .post("/v1/refunds/" + refundId + "/reject", reason, Map.of("If-Match", "\"1\""))
                .expect(412);
        juhui.customer(alice).acts(refundId, "approve", Map.of()).expect(403);

        var rejected = juhui.merchant(shop).acts(refundId, "reject", reason).expect(200);

        assertThat(rejected.text("status")).isEqualTo("REJECTED");
        var history = juhui.customer(alice).get("/v1/refunds/" + refundId + "/history");
        assertThat(history.body()).contains("refund.merchant_rejected");
    }

    @Test
    void a_customer_withdraws_and_may_use_the_card() {
        var orderId = anOrder();
        juhui.storefront().ships(orderId).expect(200);
        var refundId = aRefundUnderReview(orderId);

        var withdrawn = juhui.customer(alice).acts(refundId, "withdraw", Map.of()).expect(200);

        assertThat(withdrawn.text("status")).isEqualTo("WITHDRAWN");
        Awaitility.await()
                .atMost(Cases.PATIENCE)
                .until(() -> cardStatus(juhui.customer(alice).seesOrder(orderId)).equals("UNUSED"));
        var card = firstCard(juhui.customer(alice).seesOrder(orderId));
        juhui.storefront().reportsUsage(orderId, card, 4_000).expect(200);
        assertThat(cardStatus(juhui.customer(alice).seesOrder(orderId)))
                .isEqualTo("PARTIALLY_USED");
        juhui.merchant(shop).acts(refundId, "approve", Map.of()).expect(409);
    }

    @Test
    void a_card_is_in_one_open_case_only() {
        var orderId = anOrder();
        aRefundUnderReview(orderId);

        var second = juhui.customer(alice).appliesAndWaits(orderId).expect(422);

        assertThat(second.json().path("rules").toString()).contains("R7");
        assertThat(second.json().at("/rules/0/text").asString()).containsPattern("\\p{IsHan}");
    }

    @Test
    void a_silent_merchant_does_not_keep_the_case_for_ever() {
        var refundId = aRefundUnderReview(anOrder());

        juhui.advance(Duration.ofHours(25));
        Awaitility.await()
                .atMost(Cases.PATIENCE)
                .until(() ->
                        juhui.customer(alice)
                                .get("/v1/refunds/" + refundId + "/history")
                                .body()
                                .contains("refund.merchant_overdue"));
        juhui.advance(Duration.ofDays(8));
        awaitStatus(juhui.agent("agt_1"), refundId, "PLATFORM_REVIEW");
    }
}
