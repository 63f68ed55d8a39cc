package cn.juhui.scenarios;

import static cn.juhui.scenarios.Cases.FINAL;
import static cn.juhui.scenarios.Cases.assertGapFreeHistory;
import static cn.juhui.scenarios.Cases.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.client.Person;
import cn.juhui.scenarios.client.Wish;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/// Many express refunds, something bad in the middle of them, and what must be true afterwards: each that was acknowledged
/// reaches its end, each is paid once (by the channel's own ledger), and no history has a gap. `-Djuhui.refunds=200` has more of them.
final class RefundsUnderFire {

    static final int REFUNDS = Integer.getInteger("juhui.refunds", 120);
    private static final Duration TO_THE_END = Duration.ofMinutes(2);

    private final Juhui juhui;

    /// Each customer's: so few are within the limits of express refunds.
    private static final int REFUNDS_EACH = 4;

    private final String shop = fresh("mer");

    /// Order → who bought it.
    private final Map<String, String> customers = new LinkedHashMap<>();

    private final Map<String, String> orders = new HashMap<>();
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    RefundsUnderFire(Juhui juhui) {
        this.juhui = juhui;
    }

    /// Whose orders they are.
    String shop() {
        return shop;
    }

    /// @param blows what happens, one after another, each when half of its share of the customers have applied; the others apply meanwhile
    void run(List<Runnable> blows) throws InterruptedException {
        var customer = "";
        for (int i = 0; i < REFUNDS; i++) {
            customer = i % REFUNDS_EACH == 0 ? fresh("cus") : customer;
            var order = juhui.storefront().placesOrder(Wish.of(customer, shop));
            customers.put(order.text("id"), customer);
            orders.put(order.text("id"), order.text("orderNo"));
        }
        var ids = List.copyOf(customers.keySet());
        var share = Math.ceilDiv(REFUNDS, blows.size());
        try (var phones = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < blows.size(); i++) {
                var first = i * share;
                var last = Math.min(first + share, REFUNDS);
                ids.subList(first, last).forEach(id -> phones.execute(() -> applyFor(id)));
                Awaitility.await()
                        .atMost(TO_THE_END)
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> acknowledged.size() >= (first + last) / 2);
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
    private void applyFor(String orderId) {
        var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        var answer =
                Awaitility.await()
                        .atMost(TO_THE_END)
                        .pollInterval(Duration.ofMillis(200))
                        .pollDelay(Duration.ZERO)
                        .ignoreExceptions()
                        .until(
                                () -> buyerOf(orderId).applies(orderId, key),
                                a -> a.status() == 201);
        acknowledged.put(orderId, answer.text("id"));
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
