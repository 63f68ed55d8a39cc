package cn.juhui.platform.messaging;

import cn.juhui.platform.resilience.Failure;
import cn.juhui.platform.resilience.Outages;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchInterceptor;
import org.springframework.kafka.listener.RetryListener;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;

/// How often, and after which pauses, one listener's records are tried again. An outage ([Outages]) is waited for as long as it lasts. Whatever else fails the same way
/// ([SAME_WAY] times: same exception, same place), or in whichever ways ([ANY_WAY] times), is the record's own: it is given up, so that the partition goes on.
///
/// `juhui.messages.retried{topic,group,outage}` counts the tries, `juhui.messages.held{topic,group}` says for how many seconds the longest-held
/// partition has waited.
final class Retries implements RetryListener, BatchInterceptor<byte[], byte[]> {

    /// With pauses that double from 200 ms this takes 23 seconds.
    static final int SAME_WAY = 8;

    static final int ANY_WAY = 12;

    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);

    /// A partition whose last failure is older was heard of again, or is somebody else's now.
    private static final Duration FORGET = Duration.ofMinutes(3);

    private final String topic;
    private final String group;
    private final Pauses pauses;
    private final MeterRegistry meters;
    private final Counter retried;
    private final Counter retriedInOutage;
    private final java.util.function.Consumer<ConsumerRecord<?, ?>> whenGivenUp;
    private final ConcurrentMap<TopicPartition, Held> held = new ConcurrentHashMap<>();

    /// @param first after the first failure
    /// @param longest each pause is twice the one before, up to this
    record Pauses(Duration first, Duration longest) {

        long millisAfter(int failures) {
            var doubled = first.toMillis() << Math.min(failures - 1, 30);
            return Math.min(Math.max(doubled, 1), longest.toMillis());
        }
    }

    /// A record that a partition waits for; used by the partition's thread only, but for its times.
    private static final class Held {
        private final long offset;
        private final Instant since = Instant.now();
        private final Map<String, Integer> ways = new HashMap<>();
        private volatile Instant last = since;
        private int failures;
        private int own;
        private @Nullable String givenUp;

        Held(long offset) {
            this.offset = offset;
        }
    }

    /// @param whenGivenUp hears of each record that is a dead letter now because it failed too often
    Retries(
            String topic,
            String group,
            Pauses pauses,
            MeterRegistry meters,
            java.util.function.Consumer<ConsumerRecord<?, ?>> whenGivenUp) {
        this.whenGivenUp = whenGivenUp;
        this.topic = topic;
        this.group = group;
        this.pauses = pauses;
        this.meters = meters;
        Gauge.builder("juhui.messages.held", this, Retries::longestHeld)
                .description(
                        "Seconds for which the partition that waits longest has waited for one record")
                .tags("topic", topic, "group", group)
                .register(meters);
        this.retried = tries(false);
        this.retriedInOutage = tries(true);
    }

    private Counter tries(boolean outage) {
        return Counter.builder("juhui.messages.retried")
                .description("Failed tries to handle a record")
                .tags("topic", topic, "group", group, "outage", Boolean.toString(outage))
                .register(meters);
    }

    private double longestHeld() {
        var now = Instant.now();
        held.values().removeIf(one -> one.last.isBefore(now.minus(FORGET)));
        return held.values().stream()
                .mapToLong(one -> Duration.between(one.since, now).toSeconds())
                .max()
                .orElse(0);
    }

    /// Says why this record is given up; null when it isn't.
    @Nullable String givenUp(ConsumerRecord<?, ?> record) {
        var one = held.get(partition(record));
        return one == null || one.offset != record.offset() ? null : one.givenUp;
    }

    BackOff backOff(ConsumerRecord<?, ?> record) {
        return () -> (BackOffExecution) () -> pause(record);
    }

    private long pause(ConsumerRecord<?, ?> record) {
        var one = held.get(partition(record));
        if (one == null || one.offset != record.offset()) {
            return pauses.millisAfter(1);
        }
        return one.givenUp == null ? pauses.millisAfter(one.failures) : BackOffExecution.STOP;
    }

    @Override
    public void failedDelivery(
            ConsumerRecord<?, ?> record, @Nullable Exception failure, int attempt) {
        if (failure != null) {
            failed(record, failure);
        }
    }

    private void failed(ConsumerRecord<?, ?> record, Exception failure) {
        var one =
                held.compute(
                        partition(record),
                        (_, known) ->
                                known == null || known.offset != record.offset()
                                        ? new Held(record.offset())
                                        : known);
        var outage = Outages.isBehind(failure);
        one.failures++;
        one.last = Instant.now();
        (outage ? retriedInOutage : retried).increment();
        var refusal = refusal(failure);
        if (refusal != null) {
            one.givenUp = refusal;
        } else if (!outage) {
            count(one, failure);
        }
        if (one.givenUp == null) { // A dead letter has a line of its own.
            EventReader.inTraceOf(record, () -> log(record, one, outage, failure));
        }
    }

    /// Whoever was away is back, and the record turns out to be none that can be taken.
    private static @Nullable String refusal(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnprocessableRecordException) {
                return String.valueOf(cause.getMessage());
            }
        }
        return null;
    }

    private static void count(Held one, Exception failure) {
        var way = Failure.of(failure).way();
        var sameWay = one.ways.merge(way, 1, Integer::sum);
        one.own++;
        if (sameWay >= SAME_WAY) {
            one.givenUp = "Failed %d times the same way: %s".formatted(sameWay, way);
        } else if (one.own >= ANY_WAY) {
            one.givenUp = "Failed %d times, at last: %s".formatted(one.own, way);
        }
    }

    private static void log(
            ConsumerRecord<?, ?> record, Held one, boolean outage, Exception failure) {
        var way = Failure.of(failure).way();
        if (one.failures == 1) {
            LOG.warn(
                    outage ? "{} waits for somebody who is away: {}" : "{} failed: {}",
                    name(record),
                    way,
                    failure);
        } else if (Integer.bitCount(one.failures) == 1) {
            LOG.warn("{} failed {} times, at last: {}", name(record), one.failures, way);
        }
    }

    private static String name(ConsumerRecord<?, ?> record) {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }

    @Override
    public void recovered(ConsumerRecord<?, ?> record, @Nullable Exception failure) {
        if (givenUp(record) != null && !isForged(failure)) {
            whenGivenUp.accept(record);
        }
        held.remove(partition(record));
    }

    /// Where a forged record claims to stand says nothing about its source's history.
    private static boolean isForged(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ForgedRecordException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> intercept(
            ConsumerRecords<byte[], byte[]> records, Consumer<byte[], byte[]> consumer) {
        return records;
    }

    @Override
    public void success(
            ConsumerRecords<byte[], byte[]> records, Consumer<byte[], byte[]> consumer) {
        if (!held.isEmpty()) {
            records.partitions().forEach(held::remove);
        }
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
