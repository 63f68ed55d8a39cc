package cn.juhui.scenarios.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/// Refunds begin at a fixed rate, whether the ones before are done or not. A refund that had to wait for its turn has waited:
/// latency counts from its intended start.
///
/// A platform that can't keep up isn't pressed further: no refund begins any more when as many are under way as should begin in [#BACKLOG] seconds.
public record OpenLoop(Door door, LifeCycle lifeCycle, int perSecond, Duration duration)
        implements Load {

    private static final int BACKLOG = 5;

    /// What has begun in time has ended by then.
    private static final Duration LATE = Duration.ofSeconds(2);

    private static final int PLACED_AT_ONCE = 8;

    private record Order(String customer, String id) {}

    @Override
    public Result run() {
        var orders = placed();
        var room = new Semaphore(BACKLOG * perSecond);
        var isPressed = false;
        var tally = new Tally();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < orders.size() && !isPressed; i++) {
                var due = tally.start() + i * 1_000_000_000L / perSecond;
                var order = orders.get(i);
                LockSupport.parkNanos(due - System.nanoTime());
                if (room.tryAcquire()) {
                    threads.execute(() -> {
                        tally.add(() -> {
                            lifeCycle.drive(door, order.customer(), order.id());
                            return System.nanoTime() - due;
                        });
                        room.release();
                    });
                } else {
                    isPressed = true;
                }
            }
        }
        var took = Duration.ofNanos(System.nanoTime() - tally.start());
        return tally.result(!isPressed && took.compareTo(duration.plus(LATE)) < 0);
    }

    private List<Order> placed() {
        var placing = new ArrayList<Callable<Order>>();
        for (int i = 0; i < perSecond * duration.toSeconds(); i++) {
            var customer = Customers.number(i);
            placing.add(() -> new Order(customer, lifeCycle.place(door, customer)));
        }
        var orders = new ArrayList<Order>();
        try (var threads =
                Executors.newFixedThreadPool(PLACED_AT_ONCE, Thread.ofVirtual().factory())) {
            for (var order : threads.invokeAll(placing)) {
                orders.add(order.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("An order could not be placed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return orders;
    }
}
