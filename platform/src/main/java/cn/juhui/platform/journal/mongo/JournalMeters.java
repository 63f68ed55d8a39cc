package cn.juhui.platform.journal.mongo;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// How punctual a journal is: with what it tells Kafka (real time), and with its deadlines (business time).
final class JournalMeters {

    private final Timer published;
    private final Timer late;

    JournalMeters(String collection, MeterRegistry meters) {
        this.published =
                Timer.builder("juhui.events.published")
                        .description(
                                "From the write of an event to the broker's word that it has it")
                        .tag("collection", collection)
                        .serviceLevelObjectives(
                                Duration.ofMillis(100),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(5),
                                Duration.ofMinutes(1))
                        .register(meters);
        this.late =
                Timer.builder("juhui.deadlines.lateness")
                        .description("From a deadline to what the clock did about it")
                        .tag("collection", collection)
                        .serviceLevelObjectives(
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(60),
                                Duration.ofMinutes(10))
                        .register(meters);
    }

    /// @param since when it was written, by [System#nanoTime]
    void published(long since) {
        published.record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
    }

    /// The clock changed an aggregate that was due; nothing where it was not.
    void acted(@Nullable Instant dueAt, Instant now) {
        if (dueAt != null && !dueAt.isAfter(now)) {
            late.record(Duration.between(dueAt, now));
        }
    }
}
