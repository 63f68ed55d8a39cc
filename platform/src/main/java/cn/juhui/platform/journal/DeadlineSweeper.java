package cn.juhui.platform.journal;

import cn.juhui.platform.batch.SideBySide;
import cn.juhui.platform.resilience.Failure;
import cn.juhui.platform.resilience.Outages;
import cn.juhui.platform.resilience.Ticker;
import cn.juhui.platform.trace.Tracing;
import cn.juhui.platform.trace.WorkLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Looks every half second (real time) for aggregates whose deadline (business time) has passed and hands their ids to
/// the use case. The guarded update makes sure that a deadline that two instances see fires once.
///
/// What fails is tried again when its claim has run out, during an outage for as long as it lasts. A deadline that fails for a reason of its own
/// ([TRIES] times) is put aside, for a minute, then two, four … [LONGEST_PAUSE] at most: it costs nobody else their turn, and comes back by itself when the
/// reason is gone, or at once when anything changes the aggregate. `juhui.deadlines.failed{name,outage}` counts, `juhui.deadlines.paused{name}` says how many are put aside.
public final class DeadlineSweeper implements AutoCloseable {

    /// After that many failures a deadline is put aside.
    static final int TRIES = 5;

    static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    static final Duration LONGEST_PAUSE = Duration.ofHours(6);

    private static final Logger LOG = LoggerFactory.getLogger(DeadlineSweeper.class);
    private static final int BATCH = 200;

    /// So many pass at the same time.
    private static final int AT_ONCE = 32;

    /// Failing deadlines that are counted; beyond them something is wrong with all.
    private static final int MOST_COUNTED = 10_000;

    private final String name;
    private final Journal<?, ?> journal;
    private final Clock clock;
    private final Tracing tracing;
    private final Consumer<String> deadlinePassed;
    private final Counter failed;
    private final Counter failedInOutage;

    /// How often in a row a deadline failed for a reason of its own.
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();

    private final Ticker ticker;

    /// @param name of what has deadlines, for threads and metrics
    public DeadlineSweeper(
            String name,
            Journal<?, ?> journal,
            Clock clock,
            MeterRegistry meters,
            Tracing tracing,
            Consumer<String> deadlinePassed) {
        this.name = name;
        this.journal = journal;
        this.clock = clock;
        this.tracing = tracing;
        this.deadlinePassed = deadlinePassed;
        Gauge.builder("juhui.deadlines.paused", this, DeadlineSweeper::paused)
                .description("Deadlines put aside because they failed again and again")
                .tag("name", name)
                .register(meters);
        this.failed = failures(name, meters, false);
        this.failedInOutage = failures(name, meters, true);
        this.ticker = new Ticker(name + "-deadlines", Duration.ofMillis(500), this::sweep);
    }

    private static Counter failures(String name, MeterRegistry meters, boolean outage) {
        return Counter.builder("juhui.deadlines.failed")
                .description("Deadlines that could not be handled and are tried again")
                .tags("name", name, "outage", Boolean.toString(outage))
                .register(meters);
    }

    private double paused() {
        return failures.values().stream().filter(times -> times >= TRIES).count();
    }

    /// One look: every due aggregate gets its turn.
    void sweep() {
        var now = clock.instant();
        var due = journal.claimDue(now, BATCH);
        while (!due.isEmpty()) {
            passAll(due, now);
            now = clock.instant();
            due = due.size() < BATCH ? due.subList(0, 0) : journal.claimDue(now, BATCH);
        }
    }

    private void passAll(List<String> due, Instant claimedAt) {
        var waiting = new ConcurrentLinkedQueue<>(due);
        SideBySide.run(
                Math.min(AT_ONCE, due.size()),
                name + "-deadline",
                () -> {
                    for (var id = waiting.poll(); id != null; id = waiting.poll()) {
                        try {
                            pass(id);
                            failures.remove(id);
                        } catch (RuntimeException e) {
                            failed(id, claimedAt, e);
                        }
                    }
                });
    }

    private void pass(String id) {
        tracing.in(
                Tracing.Kind.INTERNAL,
                name,
                null,
                () ->
                        WorkLog.of(
                                "deadline",
                                () -> deadlinePassed.accept(id),
                                (work, failure) -> {
                                    work.names(id);
                                    var outcome =
                                            failure == null ? work.outcome().name() : "FAILED";
                                    work.write(
                                            work.outcome() == WorkLog.Outcome.CHANGED
                                                    ? Level.INFO
                                                    : Level.DEBUG,
                                            name,
                                            outcome);
                                }));
    }

    private void failed(String id, Instant claimedAt, RuntimeException failure) {
        var outage = Outages.isBehind(failure);
        (outage ? failedInOutage : failed).increment();
        if (outage || !failures.containsKey(id) && failures.size() >= MOST_COUNTED) {
            LOG.warn("The deadline of {} is tried again: {}", id, Failure.of(failure).way());
            return;
        }
        var times = failures.merge(id, 1, Integer::sum);
        if (times < TRIES) {
            LOG.error("The deadline of {} could not be handled; it is tried again", id, failure);
            return;
        }
        var pause = pauseAfter(times);
        LOG.error(
                "The deadline of {} failed {} times and is put aside for {}",
                id,
                times,
                pause,
                failure);
        journal.pauseDue(id, claimedAt, claimedAt.plus(pause));
    }

    static Duration pauseAfter(int failures) {
        var doubled = FIRST_PAUSE.multipliedBy(1L << Math.clamp(failures - TRIES, 0, 20));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    @Override
    public void close() {
        ticker.close();
    }
}
