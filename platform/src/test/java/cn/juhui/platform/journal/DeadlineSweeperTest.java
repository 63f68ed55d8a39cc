package cn.juhui.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.juhui.contracts.evidence.MessagePosted;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.platform.testkit.MemoryJournal;
import cn.juhui.platform.testkit.MovableClock;
import cn.juhui.platform.trace.Tracing;
import com.mongodb.MongoTimeoutException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadlineSweeperTest {

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T08:00:00Z"));
    private final MemoryJournal<Tally, MessagePosted> journal =
            new MemoryJournal<>(clock, Tally::due);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<String> handled = new CopyOnWriteArrayList<>();
    private volatile RuntimeException trouble = new IllegalStateException("a bug");
    private final DeadlineSweeper sweeper =
            new DeadlineSweeper("tallies", journal, clock, meters, Tracing.OFF, this::handle);

    private void handle(String id) {
        if (id.equals("tal_bad")) {
            throw trouble;
        }
        handled.add(id);
        journal.<String>handle(
                id,
                Cause.clock("test"),
                t -> Decision.accepted(new Tally(0, 9, null), Tally.event("due")));
    }

    @AfterEach
    void close() {
        sweeper.close();
    }

    private void due(String id) {
        journal.add(
                id,
                new Tally(0, 9, clock.instant()),
                List.of(Tally.event("new")),
                Cause.clock("test"));
    }

    private double failed(boolean outage) {
        var counter =
                meters.find("juhui.deadlines.failed")
                        .tag("outage", Boolean.toString(outage))
                        .counter();
        return counter == null ? 0 : counter.count();
    }

    private double paused() {
        return meters.get("juhui.deadlines.paused").gauge().value();
    }

    private void failsAfter(Duration time, boolean outage, int timesInAll) {
        clock.advance(time);
        await().until(() -> failed(outage) == timesInAll);
    }

    @Test
    void what_fails_for_a_reason_of_its_own_is_put_aside_longer_and_longer_and_comes_back() {
        due("tal_bad");
        failsAfter(Duration.ZERO, false, 1);
        for (int n = 2; n <= DeadlineSweeper.TRIES; n++) {
            failsAfter(Duration.ofSeconds(31), false, n);
        }
        assertThat(paused()).isEqualTo(1);

        clock.advance(Duration.ofSeconds(31));
        due("tal_good");
        await().until(() -> handled.contains("tal_good"));
        assertThat(failed(false)).isEqualTo(DeadlineSweeper.TRIES);

        failsAfter(DeadlineSweeper.FIRST_PAUSE, false, DeadlineSweeper.TRIES + 1);
        trouble = new MongoTimeoutException("away");
        failsAfter(DeadlineSweeper.FIRST_PAUSE.multipliedBy(2), true, 1);
        assertThat(paused()).isEqualTo(1);
    }

    @Test
    void an_outage_is_waited_for() {
        trouble = new MongoTimeoutException("away");
        due("tal_bad");
        for (int n = 1; n <= DeadlineSweeper.TRIES + 1; n++) {
            failsAfter(Duration.ofSeconds(31), true, n);
        }
        assertThat(paused()).isZero();
    }

    @Test
    void pauses_double_up_to_six_hours() {
        assertThat(DeadlineSweeper.pauseAfter(DeadlineSweeper.TRIES)).hasMinutes(1);
        assertThat(DeadlineSweeper.pauseAfter(DeadlineSweeper.TRIES + 3)).hasMinutes(8);
        assertThat(DeadlineSweeper.pauseAfter(10_000)).hasHours(6);
    }
}
