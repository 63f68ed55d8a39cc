package cn.juhui.order.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.contracts.refund.term.RefundStanding;
import cn.juhui.order.OrderServiceApplication;
import cn.juhui.order.application.ApproveForPayout;
import cn.juhui.order.application.FollowRefund;
import cn.juhui.order.application.HoldCards;
import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.OrderCommand.SettleRefund;
import cn.juhui.order.domain.card.Hold;
import cn.juhui.order.domain.eligibility.Application;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.AskedService;
import cn.juhui.platform.testkit.ServiceTest;
import cn.juhui.platform.testkit.StoreReads;
import cn.juhui.platform.testkit.TestTokens;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Whoever is told something about an order reads it once: what is asked before the order decides is asked of what it decides on.
@ServiceTest
@SpringBootTest(
        classes = OrderServiceApplication.class,
        properties = "spring.config.name=order-service",
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ReadsOnceTest {

    private static final AskedService REFUND_SERVICE = new AskedService();
    private static final Money PRICE = Money.cny(9_500);

    private final String customerId = Ids.next("cus");
    private final String merchantId = Ids.next("mer");
    private final String refundId = Ids.next("rfd");

    @Autowired private StoreReads reads;
    @Autowired private Journal<Order, OrderEvent> orders;
    @Autowired private HoldCards holdCards;
    @Autowired private ApproveForPayout approveForPayout;
    @Autowired private FollowRefund followRefund;
    @LocalServerPort private int port;

    private OrderApi api;
    private String orderId;
    private String cardId;

    @DynamicPropertySource
    static void refundService(DynamicPropertyRegistry registry) {
        registry.add("juhui.services.urls.refund-service", REFUND_SERVICE::url);
    }

    @AfterAll
    static void stop() {
        REFUND_SERVICE.close();
    }

    @BeforeEach
    void an_order_with_one_card() {
        api = new OrderApi(port);
        var order = api.post(TestTokens.storefront(), "/v1/orders", anOrder()).expect(201);
        orderId = order.text("/id");
        cardId = order.text("/items/0/cards/0/id");
    }

    private String anOrder() {
        var now = Instant.now();
        var number = Ids.next("num");
        return """
        {"orderNo":"%s","customerId":"%s","merchantId":"%s","currency":"CNY","placedAt":"%s",
         "items":[{"sku":"G100","name":"某游戏 100 元点卡","category":"GAME_CARD","quantity":1,"unitPrice":9500,"faceValue":10000}],
         "payment":{"channel":"WECHAT_PAY","channelTransactionId":"%s","paidAmount":9500,"paidAt":"%s"},"expressRefund":true}
        """
                .formatted(number, customerId, merchantId, now, "4200" + number, now);
    }

    private void hold() {
        var wish = new Application(RefundReason.UNUSED, List.of(cardId), false, Instant.now());
        holdCards.hold(orderId, refundId, wish, null, Cause.clock("test"));
    }

    private void approve() {
        REFUND_SERVICE.answer(
                new RefundStanding(
                        true,
                        false,
                        new RefundStanding.Approval(
                                new RefundId(refundId),
                                new OrderId(orderId),
                                new CustomerId(customerId),
                                new MerchantId(merchantId),
                                List.of(new CardId(cardId)),
                                PRICE,
                                null)),
                RefundStanding.PATH,
                refundId);
        approveForPayout.approve(orderId, refundId, PRICE, 2, Cause.clock("test"));
    }

    private void settle() {
        followRefund.follow(orderId, new SettleRefund(refundId, PRICE, 3), Cause.clock("test"));
    }

    private Hold.State state() {
        return orders.find(orderId).orElseThrow().aggregate().hold(refundId).orElseThrow().state();
    }

    @Test
    void a_refund_reads_it_at_most_once_for_each_of_its_steps() {
        assertThat(reads.during(orderId, this::hold)).isEqualTo(1);
        assertThat(state()).isEqualTo(Hold.State.HELD);
        assertThat(reads.during(orderId, this::approve)).isEqualTo(1);
        assertThat(state()).isEqualTo(Hold.State.VOIDED);
        // Nothing but the order is asked here, and that was stored a moment ago.
        assertThat(reads.during(orderId, this::settle)).isZero();
        assertThat(state()).isEqualTo(Hold.State.SETTLED);
    }

    @Test
    void a_storefront_reads_it_once_to_deliver_and_to_report_a_use() {
        var path = "/v1/orders/" + orderId;
        assertThat(reads.during(orderId, () -> tell(path + "/shipments", "{}"))).isEqualTo(1);
        var usage = path + "/cards/" + cardId + "/usage";
        assertThat(reads.during(orderId, () -> tell(usage, "{\"remainingValue\":5000}")))
                .isEqualTo(1);
    }

    private void tell(String path, String body) {
        api.post(TestTokens.storefront(), path, body).expect(200);
    }
}
