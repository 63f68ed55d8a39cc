package cn.juhui.scenarios.bench.load;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

/// Life cycles as they end, well or not; for many threads.
final class Tally {

    /// So many say enough about a platform.
    private static final int MOST_FAILURES = 100;

    private final long start = System.nanoTime();
    private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    /// @param lifeCycle answers how many nanoseconds it took, or throws
    void add(LongSupplier lifeCycle) {
        try {
            nanos.add(lifeCycle.getAsLong());
        } catch (RuntimeException | AssertionError e) {
            failures.add(e.toString());
        }
    }

    long start() {
        return start;
    }

    boolean isHopeless() {
        return failures.size() >= MOST_FAILURES;
    }

    Result result(boolean keptUp) {
        var failure = failures.peek();
        return new Result(
                List.copyOf(nanos),
                failures.size(),
                failure == null ? "" : failure,
                Duration.ofNanos(System.nanoTime() - start),
                keptUp);
    }
}
