package cn.juhui.scenarios.bench;

import cn.juhui.scenarios.client.Juhui;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/// Each worker begins its next refund when its last one is completed.
record ClosedLoop(Juhui juhui, LifeCycle lifeCycle, int workers, Duration duration)
        implements Load {

    @Override
    public Result run() {
        Queue<Long> nanos = new ConcurrentLinkedQueue<>();
        var start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < workers; i++) {
                threads.execute(() -> {
                    while (System.nanoTime() - start < duration.toNanos()) {
                        nanos.add(lifeCycle.run(juhui));
                    }
                });
            }
        }
        return new Result(List.copyOf(nanos), Duration.ofNanos(System.nanoTime() - start));
    }
}
