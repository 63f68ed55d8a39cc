package cn.juhui.notification.config;

import cn.juhui.contracts.wire.Topics;
import cn.juhui.notification.application.letter.LetterMeters;
import cn.juhui.notification.application.letter.Letters;
import cn.juhui.platform.resilience.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The meters of dead letters: `juhui.letters{service,what}` counts what this instance did, `juhui.letters.open{service}` says how many wait for somebody, in
/// all, as of a few seconds ago.
final class LetterCounts implements LetterMeters, AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    private final MeterRegistry meters;
    private final Ticker ticker;
    private volatile Map<String, Long> open = Map.of();

    LetterCounts(Letters letters, MeterRegistry meters) {
        this.meters = meters;
        var services = new TreeSet<String>();
        Topics.LISTENERS.values().forEach(services::addAll);
        for (var service : services) {
            List.of("RECEIVED", "REPLAYED", "REFUSED", "DISCARDED")
                    .forEach(what -> counter(service, what));
            Gauge.builder("juhui.letters.open", this, counts -> counts.of(service))
                    .description("Dead letters that nobody has handled yet")
                    .tag("service", service)
                    .register(meters);
        }
        this.ticker = new Ticker("letter-counts", LOOK_EVERY, () -> open = letters.open());
    }

    private long of(String service) {
        return open.getOrDefault(service, 0L);
    }

    @Override
    public void count(String service, String what) {
        counter(service, what).increment();
    }

    private Counter counter(String service, String what) {
        return Counter.builder("juhui.letters")
                .description("What happened to dead letters")
                .tags("service", service, "what", what)
                .register(meters);
    }

    @Override
    public void close() {
        ticker.close();
    }
}
