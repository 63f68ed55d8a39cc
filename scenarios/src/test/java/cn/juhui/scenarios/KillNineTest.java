package cn.juhui.scenarios;

import static cn.juhui.scenarios.Cases.FINAL;
import static cn.juhui.scenarios.Cases.assertGapFreeHistory;
import static cn.juhui.scenarios.Cases.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.client.Wish;
import cn.juhui.scenarios.support.RunningPlatform;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every service is a process of its own; one dies without a word in the middle of two hundred refunds and comes back.
/// Six JVMs at once: the longest of the stories.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillNineTest {

    private static final int REFUNDS = 200;
    private static final int BEFORE_THE_KILL = 60;
    private static final Duration TO_THE_END = Duration.ofMinutes(2);

    private RunningPlatform platform;
    private Juhui juhui;

    @BeforeAll
    void start() {
        platform = RunningPlatform.ofSeparateProcesses();
        juhui = platform.juhui();
    }

    @AfterAll
    void stop() {
        platform.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order-service",
                "refund-service",
                "payout-service",
                "notification-service",
                "evidence-service"
            })
    void every_acknowledged_refund_reaches_its_end_paid_once(String victim) throws Exception {
        var alice = fresh("cus");
        var shop = fresh("mer");
        var orders = new ConcurrentHashMap<String, String>();
        var acknowledged = new ConcurrentHashMap<String, String>();
        Queue<String> todo = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < REFUNDS; i++) {
            var order = juhui.storefront().placesOrder(Wish.of(alice, shop));
            orders.put(order.text("id"), order.text("orderNo"));
            todo.add(order.text("id"));
        }

        try (var customers = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                customers.execute(() -> applyForAll(alice, todo, acknowledged));
            }
            Awaitility.await()
                    .atMost(TO_THE_END)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> acknowledged.size() >= BEFORE_THE_KILL);
            platform.kill(victim);
            platform.startService(victim);
            customers.shutdown();
            assertThat(customers.awaitTermination(TO_THE_END.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        }

        assertThat(acknowledged).hasSize(REFUNDS);
        var customer = juhui.customer(alice);
        for (var refundId : acknowledged.values()) {
            Awaitility.await(refundId)
                    .atMost(TO_THE_END)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> FINAL.contains(customer.seesRefund(refundId).text("status")));
            assertThat(customer.seesRefund(refundId).text("status")).isEqualTo("COMPLETED");
            assertGapFreeHistory(customer, refundId);
        }
        assertPaidOnceEach(orders);
    }

    /// As a phone does it: the same key again until there is an answer.
    private void applyForAll(String alice, Queue<String> todo, Map<String, String> acknowledged) {
        for (var orderId = todo.poll(); orderId != null; orderId = todo.poll()) {
            var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
            var id = orderId;
            var answer =
                    Awaitility.await()
                            .atMost(TO_THE_END)
                            .pollInterval(Duration.ofMillis(200))
                            .pollDelay(Duration.ZERO)
                            .ignoreExceptions()
                            .until(
                                    () -> juhui.customer(alice).applies(id, key),
                                    a -> a.status() == 201);
            acknowledged.put(orderId, answer.text("id"));
        }
    }

    private void assertPaidOnceEach(Map<String, String> orders) {
        var times =
                juhui.paidThrough("ALIPAY").stream()
                        .collect(
                                Collectors.groupingBy(
                                        p -> p.path("channelTransactionId").asString(),
                                        Collectors.counting()));
        assertThat(orders.values()).allSatisfy(no -> assertThat(times.get("T" + no)).isEqualTo(1));
    }
}
