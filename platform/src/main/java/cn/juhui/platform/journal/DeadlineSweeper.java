package cn.juhui.platform.journal;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks every half second (real time) for aggregates whose deadline (business time) has passed and hands their ids to
/// the use case. The guarded update makes sure that a deadline that two instances see fires once.
public final class DeadlineSweeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeadlineSweeper.class);
    private static final int BATCH = 200;

    private final Journal<?, ?> journal;
    private final Clock clock;
    private final Consumer<String> deadlinePassed;
    private final Ticker ticker;

    public DeadlineSweeper(
            String name, Journal<?, ?> journal, Clock clock, Consumer<String> deadlinePassed) {
        this.journal = journal;
        this.clock = clock;
        this.deadlinePassed = deadlinePassed;
        this.ticker = new Ticker(name + "-deadlines", Duration.ofMillis(500), this::sweep);
    }

    /// One look: every due aggregate gets its turn; what fails is tried again when its claim has run out.
    void sweep() {
        var due = journal.claimDue(clock.instant(), BATCH);
        while (!due.isEmpty()) {
            for (var id : due) {
                try {
                    deadlinePassed.accept(id);
                } catch (RuntimeException e) {
                    LOG.error("The deadline of {} could not be handled; it is tried again", id, e);
                }
            }
            due = due.size() < BATCH ? due.subList(0, 0) : journal.claimDue(clock.instant(), BATCH);
        }
    }

    @Override
    public void close() {
        ticker.close();
    }
}
