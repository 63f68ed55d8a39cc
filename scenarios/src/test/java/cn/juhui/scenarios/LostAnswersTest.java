package cn.juhui.scenarios;

import static cn.juhui.scenarios.Cases.awaitStatus;
import static cn.juhui.scenarios.Cases.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.client.Wish;
import cn.juhui.scenarios.support.RunningPlatform;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The payment channel answers late, wrongly or not at all.
class LostAnswersTest {

    private static final String CHANNEL = "WECHAT_PAY";
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Juhui juhui = RunningPlatform.shared().juhui();
    private final String alice = fresh("cus");
    private final String shop = fresh("mer");

    @AfterEach
    void mend() {
        juhui.fault(CHANNEL, "NONE", 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TIMEOUT_AFTER_PAYING",
                "TIMEOUT_BEFORE_PAYING",
                "SERVER_ERROR",
                "SLOW",
                "INSUFFICIENT_BALANCE"
            })
    void the_money_arrives_once_all_the_same(String kind) {
        juhui.fault(CHANNEL, kind, 1);
        var order = juhui.storefront().placesOrder(Wish.of(alice, shop).through(CHANNEL));
        var refundId =
                juhui.customer(alice).applies(order.text("id"), Map.of()).expect(201).text("id");
        if (kind.equals("INSUFFICIENT_BALANCE")) {
            Awaitility.await()
                    .atMost(LONG)
                    .until(() ->
                            juhui.customer(alice)
                                    .seesRefund(refundId)
                                    .text("payout/state")
                                    .equals("FAILED"));
            juhui.advance(Duration.ofHours(1));
        }

        awaitStatus(juhui.customer(alice), refundId, "COMPLETED", LONG);
        assertThat(juhui.paidThrough(CHANNEL))
                .filteredOn(p ->
                        p.path("channelTransactionId")
                                .asString()
                                .equals("T" + order.text("orderNo")))
                .hasSize(1);
    }

    @Test
    void an_account_that_cannot_take_it_is_shown_as_a_case_that_needs_help() {
        juhui.fault(CHANNEL, "ACCOUNT_CLOSED", 1);
        var order = juhui.storefront().placesOrder(Wish.of(alice, shop).through(CHANNEL));
        var refundId =
                juhui.customer(alice).applies(order.text("id"), Map.of()).expect(201).text("id");

        var seen = awaitStatus(juhui.customer(alice), refundId, "PAYOUT_ABNORMAL", LONG);

        assertThat(seen.json().path("final").asBoolean()).isFalse();
        assertThat(seen.text("payout/state")).isEqualTo("ABNORMAL");
    }
}
