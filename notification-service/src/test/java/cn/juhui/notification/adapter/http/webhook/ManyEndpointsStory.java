package cn.juhui.notification.adapter.http.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.refund.CaseIds;
import cn.juhui.contracts.refund.MerchantUrged;
import cn.juhui.contracts.wire.Topics;
import cn.juhui.notification.NotificationServiceApplication;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.ServiceTest;
import cn.juhui.platform.testkit.TellingService;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/// A thousand endpoints of which a hundred hang and a hundred fail: the others are told within two seconds. Events come at a steady rate, to one merchant or another by chance;
/// counted is from when an event is put onto Kafka until its request has arrived.
@ServiceTest
@SpringBootTest(
        classes = NotificationServiceApplication.class,
        properties = "spring.config.name=notification-service",
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ManyEndpointsStory {

    private static final int ENDPOINTS = 1_000;
    private static final int HANGING = 100;
    private static final int FAILING = 100;
    private static final int RATE = Integer.getInteger("juhui.webhooks.rate", 50);
    private static final Duration LENGTH =
            Duration.ofSeconds(Integer.getInteger("juhui.webhooks.seconds", 60));

    @LocalServerPort private int port;

    @Test
    void the_healthy_ones_are_told_in_time() {
        var end = new CountDownLatch(1);
        var arrived = new ConcurrentHashMap<String, Instant>();
        try (var healthy =
                        new Receiver((request, exchange) -> {
                            arrived.putIfAbsent(request.header("webhook-id"), request.at());
                            Receiver.answer(exchange, 204, "");
                        });
                var failing = new Receiver(Receiver.always(500, "no"));
                var hanging = new Receiver((_, exchange) -> hang(end, exchange));
                var refundService = new TellingService()) {
            var shop = "mer_" + UUID.randomUUID().toString().substring(0, 8);
            for (int i = 0; i < ENDPOINTS; i++) {
                var receiver = i < HANGING ? hanging : i < HANGING + FAILING ? failing : healthy;
                new MerchantClient(port, shop + i).endpoint(receiver.url("/" + i));
            }
            var told = tell(refundService, shop);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> arrived.keySet().containsAll(told.keySet()));
            var millis =
                    told.entrySet().stream()
                            .mapToLong(e ->
                                    Duration.between(e.getValue(), arrived.get(e.getKey()))
                                            .toMillis())
                            .sorted()
                            .toArray();
            var p50 = millis[millis.length / 2];
            var p99 = millis[millis.length * 99 / 100];
            LoggerFactory.getLogger(ManyEndpointsStory.class)
                    .info(
                            "{} events to healthy endpoints: p50 {} ms, p99 {} ms, worst {} ms; {} requests hung, {} failed",
                            millis.length,
                            p50,
                            p99,
                            millis[millis.length - 1],
                            hanging.received().size(),
                            failing.received().size());
            assertThat(hanging.received()).hasSizeGreaterThan(HANGING / 2);
            assertThat(failing.received()).hasSizeGreaterThan(FAILING / 2);
            assertThat(p99).isLessThan(2_000);
            end.countDown();
        }
    }

    private static void hang(CountDownLatch end, com.sun.net.httpserver.HttpExchange exchange) {
        try {
            var unused = end.await(5, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    /// @return when each event for a healthy endpoint was told, by its id
    private static Map<String, Instant> tell(TellingService refundService, String shop) {
        var chance = new Random(20_261_129);
        var told = new ConcurrentHashMap<String, Instant>();
        var began = System.nanoTime();
        var all = RATE * (int) LENGTH.toSeconds();
        for (int n = 0; n < all; n++) {
            LockSupport.parkNanos(began + n * (1_000_000_000L / RATE) - System.nanoTime());
            var merchant = chance.nextInt(ENDPOINTS);
            var refundId = Ids.next("rfd");
            var eventId = Ids.next("evt");
            var ids =
                    new CaseIds(
                            new RefundId(refundId),
                            new OrderId(Ids.sibling("ord", refundId)),
                            "JH1001",
                            new CustomerId("cus_alice"),
                            new MerchantId(shop + merchant));
            if (merchant >= HANGING + FAILING) {
                told.put(eventId, Instant.now());
            }
            refundService.tell(
                    Topics.REFUNDS,
                    refundId,
                    shop + merchant,
                    1,
                    eventId,
                    new MerchantUrged(ids, 1));
        }
        return told;
    }
}
