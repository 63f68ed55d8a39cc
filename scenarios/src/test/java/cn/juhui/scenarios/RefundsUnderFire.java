package cn.juhui.scenarios;

import static cn.juhui.scenarios.Cases.FINAL;
import static cn.juhui.scenarios.Cases.assertGapFreeHistory;
import static cn.juhui.scenarios.Cases.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.client.Wish;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/// Two hundred express refunds, something bad in the middle of them, and what must be true afterwards: each that was acknowledged
/// reaches its end, each is paid once (by the channel's own ledger), and no history has a gap.
final class RefundsUnderFire {

    private static final int REFUNDS = 200;
    private static final int BETWEEN_BLOWS = 30;
    private static final Duration TO_THE_END = Duration.ofMinutes(2);

    private final Juhui juhui;
    private final String alice = fresh("cus");
    private final Map<String, String> orders = new ConcurrentHashMap<>();
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final Queue<String> todo = new ConcurrentLinkedQueue<>();

    RefundsUnderFire(Juhui juhui) {
        this.juhui = juhui;
    }

    /// @param blows what happens, one after another, while customers apply; they go on meanwhile
    void run(List<Runnable> blows) throws InterruptedException {
        var shop = fresh("mer");
        for (int i = 0; i < REFUNDS; i++) {
            var order = juhui.storefront().placesOrder(Wish.of(alice, shop));
            orders.put(order.text("id"), order.text("orderNo"));
            todo.add(order.text("id"));
        }
        try (var customers = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                customers.execute(this::applyForAll);
            }
            for (int i = 0; i < blows.size(); i++) {
                var so = (i + 1) * BETWEEN_BLOWS;
                Awaitility.await()
                        .atMost(TO_THE_END)
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> acknowledged.size() >= so);
                blows.get(i).run();
            }
            customers.shutdown();
            assertThat(customers.awaitTermination(TO_THE_END.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        }
        assertThat(acknowledged).hasSize(REFUNDS);
        assertEachReachesItsEnd();
        assertPaidOnceEach();
    }

    /// As a phone does it: the same key again until there is an answer.
    private void applyForAll() {
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

    private void assertEachReachesItsEnd() {
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
    }

    private void assertPaidOnceEach() {
        var times =
                juhui.paidThrough("ALIPAY").stream()
                        .collect(
                                Collectors.groupingBy(
                                        p -> p.path("channelTransactionId").asString(),
                                        Collectors.counting()));
        assertThat(orders.values()).allSatisfy(no -> assertThat(times.get("T" + no)).isEqualTo(1));
    }
}
