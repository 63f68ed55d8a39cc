package cn.juhui.scenarios;

import static cn.juhui.scenarios.Cases.FINAL;
import static cn.juhui.scenarios.Cases.assertGapFreeHistory;
import static cn.juhui.scenarios.Cases.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.client.Person;
import cn.juhui.scenarios.client.Wish;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /// Each customer's: so few are within the limits of express refunds.
    private static final int REFUNDS_EACH = 4;

    /// Order → who bought it.
    private final Map<String, String> customers = new ConcurrentHashMap<>();

    private final Map<String, String> orders = new ConcurrentHashMap<>();
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final Queue<String> todo = new ConcurrentLinkedQueue<>();

    RefundsUnderFire(Juhui juhui) {
        this.juhui = juhui;
    }

    /// @param blows what happens, one after another, while customers apply; they go on meanwhile
    void run(List<Runnable> blows) throws InterruptedException {
        var shop = fresh("mer");
        var customer = "";
        for (int i = 0; i < REFUNDS; i++) {
            customer = i % REFUNDS_EACH == 0 ? fresh("cus") : customer;
            var order = juhui.storefront().placesOrder(Wish.of(customer, shop));
            customers.put(order.text("id"), customer);
            orders.put(order.text("id"), order.text("orderNo"));
            todo.add(order.text("id"));
        }
        try (var phones = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                phones.execute(this::applyForAll);
            }
            for (int i = 0; i < blows.size(); i++) {
                var so = (i + 1) * BETWEEN_BLOWS;
                Awaitility.await()
                        .atMost(TO_THE_END)
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> acknowledged.size() >= so);
                blows.get(i).run();
            }
            phones.shutdown();
            assertThat(phones.awaitTermination(TO_THE_END.toSeconds(), TimeUnit.SECONDS)).isTrue();
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
                            .until(() -> buyerOf(id).applies(id, key), a -> a.status() == 201);
            acknowledged.put(orderId, answer.text("id"));
        }
    }

    private Person buyerOf(String orderId) {
        return juhui.customer(Objects.requireNonNull(customers.get(orderId)));
    }

    private void assertEachReachesItsEnd() {
        for (var refund : acknowledged.entrySet()) {
            var customer = buyerOf(refund.getKey());
            var refundId = refund.getValue();
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
