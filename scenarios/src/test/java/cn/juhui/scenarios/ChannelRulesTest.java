package cn.juhui.scenarios;

import static cn.juhui.scenarios.Cases.awaitOrderStatus;
import static cn.juhui.scenarios.Cases.awaitStatus;
import static cn.juhui.scenarios.Cases.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.client.Answer;
import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.client.Person;
import cn.juhui.scenarios.client.Wish;
import cn.juhui.scenarios.support.RunningPlatform;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a payment channel puts up with is kept, and nobody loses a card over it.
class ChannelRulesTest {

    private static final Duration MINUTE_AND_SLACK = Duration.ofSeconds(62);

    private final Juhui juhui = RunningPlatform.shared().juhui();
    private final String alice = fresh("cus");
    private final String shop = fresh("mer");

    @AfterEach
    void nothing_was_broken() {
        for (var channel : List.of("ALIPAY", "WECHAT_PAY", "BANK_CARD")) {
            assertThat(juhui.breachesAt(channel)).isEmpty();
        }
    }

    private static Answer appliesFor(Person customer, String orderId, String cardId) {
        var wish = new HashMap<>(Person.application(orderId));
        wish.put("cardIds", List.of(cardId));
        return customer.post("/v1/refunds", wish);
    }

    private List<Instant> paidTimes(Answer order) {
        return juhui.paidThrough("WECHAT_PAY").stream()
                .filter(p ->
                        p.path("channelTransactionId")
                                .asString()
                                .equals("T" + order.text("orderNo")))
                .map(p -> Instant.parse(p.path("paidAt").asString()))
                .sorted()
                .toList();
    }

    @Test
    void four_refunds_of_one_payment_at_once_go_out_a_minute_apart() {
        var wish = Wish.of(alice, shop).through("WECHAT_PAY").times(4).placed(juhui.now());
        var order = juhui.storefront().placesOrder(wish);
        var orderId = order.text("id");
        var customer = juhui.customer(alice);
        var cases = new ArrayList<String>();
        for (int i = 0; i < 4; i++) {
            var cardId = order.text("items/0/cards/" + i + "/id");
            cases.add(appliesFor(customer, orderId, cardId).expect(201).text("id"));
        }

        for (int i = 1; i <= 4; i++) {
            var sent = i;
            Awaitility.await(sent + " paid, the others have their time")
                    .atMost(Cases.PATIENCE)
                    .until(() ->
                            paidTimes(order).size() == sent
                                    && waiting(customer, cases) == 4 - sent);
            juhui.advance(MINUTE_AND_SLACK);
        }

        cases.forEach(id -> awaitStatus(customer, id, "COMPLETED"));
        awaitOrderStatus(customer, orderId, "REFUNDED");
        var times = paidTimes(order);
        assertThat(IntStream.range(1, 4).mapToObj(i -> gap(times, i)))
                .allMatch(gap -> gap.compareTo(Duration.ofMinutes(1)) >= 0);
    }

    private static Duration gap(List<Instant> times, int i) {
        return Duration.between(times.get(i - 1), times.get(i));
    }

    private static long waiting(Person customer, List<String> cases) {
        return cases.stream()
                .map(id -> customer.get("/v1/payouts?refundId=" + id).text("data/0/state"))
                .filter("INITIATED"::equals)
                .count();
    }

    @Test
    void a_payment_beyond_the_channels_window_is_refused_at_once_and_support_is_named() {
        var old = juhui.now().minus(Duration.ofDays(365).plusHours(1));
        var wish = Wish.of(alice, shop).through("WECHAT_PAY");
        var over = juhui.storefront().placesOrder(wish.placed(old)).text("id");
        var young = old.plus(Duration.ofHours(6));
        var within = juhui.storefront().placesOrder(wish.placed(young)).text("id");
        var customer = juhui.customer(alice);

        var no = customer.applies(over, Map.of()).expect(422);

        assertThat(no.body()).contains("R11", "客服");
        assertThat(Cases.cardStatus(customer.seesOrder(over))).isEqualTo("PENDING");
        var yes = customer.get("/v1/orders/" + within + "/refund-eligibility").expect(200);
        assertThat(yes.json().path("eligible").asBoolean()).as(yes.body()).isTrue();
    }
}
