package cn.juhui.scenarios.bench.load;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;

/// Each worker begins its next life cycle when its last one has ended.
///
/// @param lifeCycle answers how many nanoseconds it took
public record ClosedLoop(LongSupplier lifeCycle, int workers, Duration duration) implements Load {

    @Override
    public Result run() {
        var tally = new Tally();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < workers; i++) {
                threads.execute(() -> {
                    while (System.nanoTime() - tally.start() < duration.toNanos()
                            && !tally.isHopeless()) {
                        tally.add(lifeCycle);
                    }
                });
            }
        }
        return tally.result(!tally.isHopeless());
    }
}
