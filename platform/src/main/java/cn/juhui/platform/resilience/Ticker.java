package cn.juhui.platform.resilience;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs one task over and over on its own daemon thread, a pause after each run. A failing run is logged and counted
/// (`juhui.threads.failed{thread}`), never the last, not even after an `Error`.
public final class Ticker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);
    private static final Duration LAST_RUN = Duration.ofSeconds(5);

    private final String name;
    private final ScheduledExecutorService thread;

    /// In a row; of the ticker's thread.
    private int failures;

    public Ticker(String name, Duration pause, Runnable task) {
        this.name = name;
        survivals(name);
        this.thread =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name(name).factory());
        var unused =
                thread.scheduleWithFixedDelay(
                        () -> run(task), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run(Runnable task) {
        try {
            task.run();
            failures = 0;
        } catch (RuntimeException e) {
            count(name);
            failures++;
            // What lasts is said at the 1st, 2nd, 4th, 8th … time.
            if (Integer.bitCount(failures) == 1) {
                LOG.warn(
                        "{} failed {} times in a row and will run again: {}",
                        name,
                        failures,
                        e.toString());
            }
        } catch (Error e) {
            count(name);
            LOG.error("{} broke and will run again", name, e);
        }
    }

    /// Counts what a thread survived.
    public static void count(String name) {
        survivals(name).increment();
    }

    /// Where that is counted: there from the thread's start, with 0 (`juhui.threads.failed{thread}`).
    public static Counter survivals(String name) {
        return Counter.builder("juhui.threads.failed")
                .description("Failures that a thread of ours survived")
                .tag("thread", name)
                .register(Metrics.globalRegistry);
    }

    /// Lets a run in progress finish, for five seconds at most.
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LAST_RUN.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
