package cn.juhui.notification.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.juhui.contracts.Event;
import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.PayoutId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.order.OrderIds;
import cn.juhui.contracts.order.RefundHoldReleased;
import cn.juhui.contracts.payout.PayoutCompleted;
import cn.juhui.contracts.payout.PayoutIds;
import cn.juhui.contracts.refund.CaseIds;
import cn.juhui.contracts.refund.RefundCompleted;
import cn.juhui.contracts.wire.Topics;
import cn.juhui.notification.NotificationServiceApplication;
import cn.juhui.platform.journal.history.Told;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.AskedService;
import cn.juhui.platform.testkit.ServiceTest;
import cn.juhui.platform.testkit.TellingService;
import cn.juhui.platform.testkit.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Who can write to the topic can't have people told that money arrived.
@ServiceTest
@SpringBootTest(
        classes = NotificationServiceApplication.class,
        properties = "spring.config.name=notification-service",
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ForgedNewsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final AskedService SOURCES = new AskedService();

    @DynamicPropertySource
    static void sources(DynamicPropertyRegistry registry) {
        for (var service : List.of("refund-service", "order-service", "payout-service")) {
            registry.add("juhui.services.urls." + service, SOURCES::url);
        }
    }

    @AfterAll
    static void stop() {
        SOURCES.close();
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final String alice = Ids.next("cus");
    private final String shop = Ids.next("mer");
    private final String refundId = Ids.next("rfd");

    @Autowired private MeterRegistry meters;
    @LocalServerPort private int port;

    private RefundCompleted completed() {
        return new RefundCompleted(
                new CaseIds(
                        new RefundId(refundId),
                        new OrderId(Ids.next("ord")),
                        "JH1001",
                        new CustomerId(alice),
                        new MerchantId(shop)),
                new PayoutId(Ids.next("pay")),
                Money.cny(9_900),
                PaymentChannel.ALIPAY,
                Instant.parse("2026-03-02T12:00:00Z"),
                null);
    }

    private String inbox(String token) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/notifications"))
                        .header("Authorization", "Bearer " + token)
                        .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    private double deadLetters(String topic) {
        return meters.counter(
                        "juhui.messages.dead", "topic", topic, "group", "notification-service")
                .count();
    }

    @Test
    void money_that_did_not_arrive_is_told_to_nobody_and_the_real_news_is_told() throws Exception {
        var real = Ids.next("evt");
        SOURCES.answer(new Told(1, real, null), "/internal/histories/{subject}", refundId);
        var before = deadLetters(Topics.REFUNDS);
        try (var topic = new TellingService()) {
            topic.tell(Topics.REFUNDS, refundId, shop, 1, completed());
            await().atMost(PATIENCE).until(() -> deadLetters(Topics.REFUNDS) == before + 1);
            assertThat(inbox(TestTokens.customer(alice))).doesNotContain("JH1001");
            assertThat(inbox(TestTokens.merchant(shop))).doesNotContain("JH1001");

            topic.tell(Topics.REFUNDS, refundId, shop, 1, real, completed());
            await().atMost(PATIENCE)
                    .until(() -> inbox(TestTokens.customer(alice)).contains("JH1001"));
            assertThat(inbox(TestTokens.merchant(shop))).contains("JH1001", "¥99.00");
        }
    }

    /// A shop's system would take cards again, or book money.
    @Test
    void cards_that_were_not_freed_and_money_that_did_not_arrive_are_told_to_no_system()
            throws Exception {
        var orderId = new OrderId(Ids.next("ord"));
        var payoutId = new PayoutId(Ids.next("pay"));
        var freed =
                new RefundHoldReleased(
                        new OrderIds(
                                orderId, "JH1001", new CustomerId(alice), new MerchantId(shop)),
                        new RefundId(refundId),
                        List.of(new CardId(Ids.next("crd"))),
                        Money.cny(9_900));
        var paid =
                new PayoutCompleted(
                        new PayoutIds(
                                payoutId,
                                new RefundId(refundId),
                                orderId,
                                new CustomerId(alice),
                                new MerchantId(shop)),
                        Money.cny(9_900),
                        PaymentChannel.ALIPAY,
                        "JHP1",
                        "20261120",
                        Instant.parse("2026-03-02T12:00:00Z"));
        assertToldOnlyWhenReal(Topics.ORDERS, orderId.value(), freed);
        assertToldOnlyWhenReal(Topics.PAYOUTS, payoutId.value(), paid);
    }

    private void assertToldOnlyWhenReal(String topic, String subject, Event event)
            throws Exception {
        var real = Ids.next("evt");
        SOURCES.answer(new Told(1, real, null), "/internal/histories/{subject}", subject);
        var before = deadLetters(topic);
        try (var told = new TellingService()) {
            told.tell(topic, subject, shop, 1, event);
            await().atMost(PATIENCE).until(() -> deadLetters(topic) == before + 1);
            assertThat(feed()).doesNotContain(subject);

            told.tell(topic, subject, shop, 1, real, event);
            await().atMost(PATIENCE).until(() -> feed().contains(subject));
            assertThat(feed()).contains(real);
        }
    }

    private String feed() throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/events"))
                        .header("Authorization", "Bearer " + TestTokens.merchant(shop))
                        .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }
}
