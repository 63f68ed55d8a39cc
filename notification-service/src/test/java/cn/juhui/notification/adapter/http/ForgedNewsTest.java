package cn.juhui.notification.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.PayoutId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
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
    private static final AskedService REFUND_SERVICE = new AskedService();

    @DynamicPropertySource
    static void refundService(DynamicPropertyRegistry registry) {
        registry.add("juhui.services.urls.refund-service", REFUND_SERVICE::url);
    }

    @AfterAll
    static void stop() {
        REFUND_SERVICE.close();
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

    private double deadLetters() {
        return meters.counter(
                        "juhui.messages.dead",
                        "topic",
                        Topics.REFUNDS,
                        "group",
                        "notification-service")
                .count();
    }

    @Test
    void money_that_did_not_arrive_is_told_to_nobody_and_the_real_news_is_told() throws Exception {
        var real = Ids.next("evt");
        REFUND_SERVICE.answer(new Told(1, real, null), "/internal/histories/{subject}", refundId);
        var before = deadLetters();
        try (var topic = new TellingService()) {
            topic.tell(Topics.REFUNDS, refundId, shop, 1, completed());
            await().atMost(PATIENCE).until(() -> deadLetters() == before + 1);
            assertThat(inbox(TestTokens.customer(alice))).doesNotContain("JH1001");
            assertThat(inbox(TestTokens.merchant(shop))).doesNotContain("JH1001");

            topic.tell(Topics.REFUNDS, refundId, shop, 1, real, completed());
            await().atMost(PATIENCE)
                    .until(() -> inbox(TestTokens.customer(alice)).contains("JH1001"));
            assertThat(inbox(TestTokens.merchant(shop))).contains("JH1001", "¥99.00");
        }
    }
}
