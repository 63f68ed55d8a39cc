package cn.juhui.platform.journal;

import cn.juhui.platform.resilience.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks every few seconds (real time) for aggregates that have waited for too long (business time) for what others should tell, and hands their
/// ids to who asks after it. Any one record or write that was lost is found again this way.
public final class WaitingWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WaitingWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final int BATCH = 50;

    private final String name;
    private final Journal<?, ?> journal;
    private final Clock clock;
    private final Counter looks;
    private final Consumer<String> ask;
    private final Ticker ticker;

    /// @param meters where each look is counted: `juhui.waiting.looks{of}`
    /// @param ask may take its time: the others wait for it
    public WaitingWatch(
            String name,
            Journal<?, ?> journal,
            Clock clock,
            MeterRegistry meters,
            Consumer<String> ask) {
        this.name = name;
        this.journal = journal;
        this.clock = clock;
        this.looks =
                Counter.builder("juhui.waiting.looks")
                        .description("Questions after what others should have told long ago")
                        .tag("of", name)
                        .register(meters);
        this.ask = ask;
        this.ticker = new Ticker(name + "-waiting", EVERY, this::look);
    }

    private void look() {
        for (var id : journal.claimWaiting(clock.instant(), BATCH)) {
            looks.increment();
            try {
                ask.accept(id);
            } catch (RuntimeException e) {
                LOG.warn("{} waits, and nobody could be asked: {}", id, e.toString());
            }
        }
    }

    @Override
    public void close() {
        ticker.close();
    }
}
