package cn.juhui.order.adapter.http;

import static cn.juhui.order.domain.Fixtures.aPurchase;
import static cn.juhui.order.domain.Fixtures.after;
import static cn.juhui.order.domain.Fixtures.anItem;
import static cn.juhui.order.domain.Fixtures.hold;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.order.OrderServiceApplication;
import cn.juhui.order.domain.Fixtures;
import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.OrderCommand.ReleaseHold;
import cn.juhui.order.domain.OrderMachine;
import cn.juhui.order.domain.eligibility.Application;
import cn.juhui.order.domain.policy.DefaultPolicies;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.ServiceTest;
import cn.juhui.platform.testkit.TestTokens;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What an order of which enough was told, or enough was asked, answers to people in their language.
@ServiceTest
@SpringBootTest(
        classes = {OrderServiceApplication.class, RepeatsTest.TestClock.class},
        properties = "spring.config.name=order-service",
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ExhaustedTest {

    private static final String MERCHANT = TestTokens.merchant("mer_1");
    private static final int MOST_REPORTS = 50;
    private static final int MOST_HOLDS = 200;

    @Autowired private Journal<Order, OrderEvent> orders;
    @LocalServerPort private int port;

    private OrderApi.Answer inEnglish(String token, String method, String path, String body) {
        var api = new OrderApi(port);
        return api.send(
                api.to(token, path)
                        .header("Accept-Language", "en")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body)));
    }

    /// One shipped card, applied for in vain so many times.
    private Order stored(int applications) {
        var id = Ids.next("ord");
        var placed =
                OrderMachine.place(
                        id,
                        aPurchase(9_500, anItem("GAME_CARD", 1, 9_500, 10_000)),
                        DefaultPolicies::of,
                        () -> Ids.next("crd"));
        var order = after(placed.order(), Fixtures.ship(List.of(), Fixtures.SHIPPED));
        var card = order.cards().getFirst().id();
        for (int n = 0; n < applications; n++) {
            var refundId = Ids.next("rfd");
            var at = Fixtures.SHIPPED.plusSeconds(1);
            var application = new Application(RefundReason.UNUSED, List.of(card), true, at);
            order = after(order, hold(refundId, application, null), new ReleaseHold(refundId));
        }
        var told = List.<OrderEvent>of(placed.event());
        assertThat(orders.add(id, order, told, Cause.clock("test"))).isPresent();
        return order;
    }

    @Test
    void the_use_of_a_card_is_reported_fifty_times_and_then_only_that_nothing_is_left() {
        var api = new OrderApi(port);
        var order = stored(0);
        var card = order.cards().getFirst().id();
        var path = "/v1/orders/" + order.id() + "/cards/" + card + "/usage";
        for (int n = 1; n <= MOST_REPORTS; n++) {
            api.post(MERCHANT, path, left(10_000 - n)).expect(200);
        }
        var chinese = api.post(MERCHANT, path, left(9_000)).expect(409, "USE_REPORTS_EXHAUSTED");
        assertThat(chinese.text("/detail")).contains("使用记录已达上限", "仍可上报余额为 0");
        var english =
                inEnglish(MERCHANT, "POST", path, left(9_000)).expect(409, "USE_REPORTS_EXHAUSTED");
        assertThat(english.text("/detail")).contains("Enough was reported", "can still be");
        var end = api.post(MERCHANT, path, left(0)).expect(200);
        assertThat(end.text("/items/0/cards/0/status")).isEqualTo("USED");
    }

    private static String left(int fen) {
        return "{\"remainingValue\":" + fen + "}";
    }

    @Test
    void an_order_applied_for_two_hundred_times_says_to_everybody_that_it_is_enough() {
        var order = stored(MOST_HOLDS);
        var path = "/v1/orders/" + order.id() + "/refund-eligibility?reason=UNUSED";
        for (var token : List.of(TestTokens.customer("cus_alice"), TestTokens.agent("agt_1"))) {
            var chinese = new OrderApi(port).get(token, path).expect(200);
            assertThat(chinese.body().path("eligible").asBoolean()).isFalse();
            assertThat(chinese.text("/route")).isEqualTo("NONE");
            assertThat(chinese.body().toString()).contains("ORDER_APPLICATIONS_EXHAUSTED", "这笔订单");
            var english = inEnglish(token, "GET", path, "").expect(200);
            assertThat(english.body().toString())
                    .contains("ORDER_APPLICATIONS_EXHAUSTED", "This order");
        }
    }
}
