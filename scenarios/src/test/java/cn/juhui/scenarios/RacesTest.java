package cn.juhui.scenarios;

import static cn.juhui.scenarios.Cases.FINAL;
import static cn.juhui.scenarios.Cases.assertGapFreeHistory;
import static cn.juhui.scenarios.Cases.cardStatus;
import static cn.juhui.scenarios.Cases.firstCard;
import static cn.juhui.scenarios.Cases.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.client.Answer;
import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.client.Wish;
import cn.juhui.scenarios.support.RunningPlatform;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// Everybody at once: the balance holds and nothing is paid twice.
class RacesTest {

    private final Juhui juhui = RunningPlatform.shared().juhui();
    private final String alice = fresh("cus");
    private final String shop = fresh("mer");

    private static List<Answer> atOnce(List<Callable<Answer>> calls) throws Exception {
        var answers = new ArrayList<Answer>();
        try (var threads = Executors.newFixedThreadPool(40)) {
            for (var answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    private long paidFor(Answer order) {
        return juhui.paidThrough("ALIPAY").stream()
                .filter(p ->
                        p.path("channelTransactionId")
                                .asString()
                                .equals("T" + order.text("orderNo")))
                .mapToLong(p ->
                        p.path("amount").isObject()
                                ? p.at("/amount/value").asLong()
                                : p.path("amount").asLong())
                .sum();
    }

    @Test
    void two_hundred_applications_for_the_same_cards_pay_once() throws Exception {
        var order = juhui.storefront().placesOrder(Wish.of(alice, shop).times(3));
        var orderId = order.text("id");
        var customer = juhui.customer(alice);

        var answers = atOnce(Collections.nCopies(200, () -> customer.applies(orderId, Map.of())));

        assertThat(answers).allMatch(a -> a.status() == 201 || a.status() == 422, "201 or 422");
        var cases = answers.stream().filter(a -> a.status() == 201).map(a -> a.text("id")).toList();
        for (var refundId : cases) {
            Awaitility.await()
                    .atMost(Cases.PATIENCE)
                    .until(() -> FINAL.contains(customer.seesRefund(refundId).text("status")));
            assertGapFreeHistory(customer, refundId);
        }
        assertThat(cases)
                .filteredOn(id -> customer.seesRefund(id).text("status").equals("COMPLETED"))
                .hasSize(1);
        assertThat(paidFor(order)).isEqualTo(3 * 9_900);
        var balance = Cases.awaitOrderStatus(customer, orderId, "REFUNDED").json().path("balance");
        assertThat(balance.at("/refunded/value").asLong()).isEqualTo(3 * 9_900);
        assertThat(balance.at("/held/value").asLong()).isZero();
    }

    @Test
    void approve_against_withdraw_has_one_winner() throws Exception {
        for (int round = 0; round < 15; round++) {
            var order = juhui.storefront().placesOrder(Wish.of(alice, shop).notExpress());
            var refundId = juhui.customer(alice).appliesAndWaits(order.text("id")).text("id");

            var answers =
                    atOnce(
                            List.of(
                                    () -> juhui.merchant(shop).acts(refundId, "approve", Map.of()),
                                    () ->
                                            juhui.customer(alice)
                                                    .acts(refundId, "withdraw", Map.of())));

            assertThat(answers.stream().map(Answer::status).sorted().toList())
                    .containsExactly(200, 409);
            var approved = answers.getFirst().status() == 200;
            Cases.awaitStatus(
                    juhui.customer(alice), refundId, approved ? "COMPLETED" : "WITHDRAWN");
            assertThat(paidFor(order)).isEqualTo(approved ? 9_900 : 0);
        }
    }

    @Test
    void usage_against_refund_never_gives_both() throws Exception {
        for (int round = 0; round < 15; round++) {
            var buyer = fresh("cus");
            var order = juhui.storefront().placesOrder(Wish.of(buyer, shop));
            var orderId = order.text("id");
            juhui.storefront().ships(orderId).expect(200);

            var answers =
                    atOnce(
                            List.of(
                                    () ->
                                            juhui.storefront()
                                                    .reportsUsage(orderId, firstCard(order), 0),
                                    () -> juhui.customer(buyer).appliesAndWaits(orderId)));

            var used = answers.getFirst().status() == 200;
            var refund = answers.getLast();
            var seen = juhui.customer(buyer).seesOrder(orderId);
            if (!used) {
                assertThat(answers.getFirst().text("code")).isEqualTo("CARD_NOT_USABLE");
                Cases.awaitStatus(juhui.customer(buyer), refund.text("id"), "COMPLETED");
                assertThat(paidFor(order)).isEqualTo(9_900);
            } else if (cardStatus(seen).equals("FROZEN")) {
                Cases.awaitStatus(juhui.customer(buyer), refund.text("id"), "PLATFORM_REVIEW");
                assertThat(paidFor(order)).isZero();
            } else {
                assertThat(refund.status() == 422 || refund.text("status").equals("DECLINED"))
                        .as(refund.body())
                        .isTrue();
                assertThat(cardStatus(seen)).isEqualTo("USED");
                assertThat(paidFor(order)).isZero();
            }
        }
    }
}
