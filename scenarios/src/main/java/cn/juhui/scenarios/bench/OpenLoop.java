package cn.juhui.scenarios.bench;

import cn.juhui.scenarios.client.Juhui;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Refunds begin at a fixed rate, whether the ones before are done or not. A refund that had to wait for its turn has waited:
/// latency counts from its intended start.
record OpenLoop(Juhui juhui, LifeCycle lifeCycle, int perSecond, Duration duration)
        implements Load {

    @Override
    public Result run() {
        var total = Math.toIntExact(perSecond * duration.toSeconds());
        var orders = new ArrayList<String>();
        for (int i = 0; i < total; i++) {
            orders.add(juhui.storefront().placesOrder(lifeCycle.order(customer(i))).text("id"));
        }
        Queue<Long> nanos = new ConcurrentLinkedQueue<>();
        var start = System.nanoTime();
        try (var clock = Executors.newSingleThreadScheduledExecutor();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < total; i++) {
                var orderId = orders.get(i);
                var customer = customer(i);
                var due = start + i * 1_000_000_000L / perSecond;
                clock.schedule(
                        () ->
                                threads.execute(() -> {
                                    lifeCycle.drive(juhui, customer, orderId);
                                    nanos.add(System.nanoTime() - due);
                                }),
                        due - System.nanoTime(),
                        TimeUnit.NANOSECONDS);
            }
            clock.shutdown();
            if (!clock.awaitTermination(duration.toSeconds() + 60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The load could not be started in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Result(List.copyOf(nanos), Duration.ofNanos(System.nanoTime() - start));
    }

    /// Many customers, as in life: the counters of one alone would be a hot spot.
    private static String customer(int i) {
        return "cus_bench_" + i % 1_000;
    }
}
