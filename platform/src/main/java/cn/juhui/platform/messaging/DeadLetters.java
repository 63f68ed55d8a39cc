package cn.juhui.platform.messaging;

import cn.juhui.contracts.wire.Topics;
import cn.juhui.platform.journal.DocumentFullException;
import cn.juhui.platform.messaging.topic.Brokers;
import cn.juhui.platform.resilience.Failure;
import cn.juhui.platform.resilience.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.binder.kafka.ListenerContainerWithDlqAndRetryCustomizer;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer.HeaderNames.HeadersToAdd;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.FixedBackOff;

/// What becomes of a record that a handler could not take. Unreadable, or refused by the aggregate it is about → `<topic>.<group>.dlq` at once, with
/// the reason, and counted. An outage (store, broker or another service away) → again and again with growing pauses, never skipped: a skipped event is a lost refund. Anything
/// else (a bug, a document that the store won't have) → tried again for some seconds ([Retries]), then a dead letter, too: one record never holds the others of its partition.
public final class DeadLetters implements ListenerContainerWithDlqAndRetryCustomizer {

    /// The reason, as a header of the dead letter.
    public static final String REASON = "juhui_reason";

    /// A larger record is no event of ours, and with our headers the broker might not take it back: only its place is kept.
    private static final int LARGEST_LETTER = 900_000;

    private static final int LONGEST_HEADER = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    /// Each record has its own ([Retries]).
    private static final BackOff NEVER_USED = new FixedBackOff();

    private static final int COMMIT_AFTER_RECORDS = 500;
    private static final long COMMIT_EVERY_MS = 1_000;

    private final KafkaTemplate<byte[], byte[]> kafka;
    private final MeterRegistry meters;
    private final EventReader reader;
    private final Retries.Pauses pauses;

    /// @param meters where each dead letter is counted: `juhui.messages.dead{topic,group}`
    /// @param reader hears of what was given up
    /// @param firstPause after the first failure; each is twice the one before
    /// @param longestPause between two tries during an outage
    public DeadLetters(
            Brokers brokers,
            MeterRegistry meters,
            EventReader reader,
            Duration firstPause,
            Duration longestPause) {
        this.meters = meters;
        this.reader = reader;
        this.pauses = new Retries.Pauses(firstPause, longestPause);
        this.kafka =
                new KafkaTemplate<>(
                        new DefaultKafkaProducerFactory<>(
                                brokers.with(Map.of("acks", "all")),
                                new ByteArraySerializer(),
                                new ByteArraySerializer()));
    }

    @Override
    public boolean retryAndDlqInBinding(String destinationName, String group) {
        return false;
    }

    @Override
    public void configure(
            AbstractMessageListenerContainer<?, ?> container,
            String destinationName,
            String group,
            @Nullable BiFunction<ConsumerRecord<?, ?>, Exception, TopicPartition>
                    dlqDestinationResolver,
            @Nullable BackOff backOff) {
        var retries = new Retries(destinationName, group, pauses, meters, reader::givenUp);
        letters(destinationName, group);
        reader.expect(destinationName);
        Ticker.survivals("listener-" + destinationName);
        Ticker.survivals(ListenerWatch.name(destinationName));
        var errors = new DefaultErrorHandler(recoverer(group, retries), NEVER_USED);
        errors.setBackOffFunction((record, _) -> retries.backOff(record));
        errors.setRetryListeners(retries);
        errors.setResetStateOnExceptionChange(false);
        errors.setLogLevel(KafkaException.Level.DEBUG);
        errors.setClassifications(new HashMap<>(), true);
        errors.addNotRetryableExceptions(
                UnprocessableRecordException.class, DocumentFullException.class);
        container.setCommonErrorHandler(errors);
        listenForSuccess(container, retries);
        var properties = container.getContainerProperties();
        // What was handled since the last commit is heard once more after a crash; listeners know.
        properties.setAckMode(AckMode.COUNT_TIME);
        properties.setAckCount(COMMIT_AFTER_RECORDS);
        properties.setAckTime(COMMIT_EVERY_MS);
        properties.setPollTimeout(COMMIT_EVERY_MS);
    }

    /// The binder's containers carry bytes, which its signature doesn't say.
    @SuppressWarnings("unchecked")
    private static void listenForSuccess(
            AbstractMessageListenerContainer<?, ?> container, Retries retries) {
        ((AbstractMessageListenerContainer<byte[], byte[]>) container).setBatchInterceptor(retries);
    }

    private DeadLetterPublishingRecoverer recoverer(String group, Retries retries) {
        var recoverer =
                new DeadLetterPublishingRecoverer(kafka, (record, _) -> letterBox(record, group)) {
                    @Override
                    protected ProducerRecord<Object, Object> createProducerRecord(
                            ConsumerRecord<?, ?> record,
                            TopicPartition to,
                            Headers headers,
                            byte @Nullable [] key,
                            byte @Nullable [] value) {
                        return size(record, headers) <= LARGEST_LETTER
                                ? super.createProducerRecord(record, to, headers, key, value)
                                : placeOf(record, to, headers);
                    }
                };
        recoverer.setFailIfSendResultIsError(true);
        // The reason says it, and the log has the trace.
        recoverer.excludeHeader(
                HeadersToAdd.EX_STACKTRACE, HeadersToAdd.EX_MSG, HeadersToAdd.EX_CAUSE);
        recoverer.setHeadersFunction((record, e) -> headers(record, e, retries));
        return recoverer;
    }

    private static ProducerRecord<Object, Object> placeOf(
            ConsumerRecord<?, ?> record, TopicPartition to, Headers headers) {
        var key = record.serializedKeySize() <= LONGEST_HEADER ? record.key() : null;
        return new ProducerRecord<>(to.topic(), to.partition(), key, null, shortOnes(headers));
    }

    private static int size(ConsumerRecord<?, ?> record, Headers headers) {
        var size =
                Math.max(record.serializedKeySize(), 0) + Math.max(record.serializedValueSize(), 0);
        for (var header : headers) {
            size += header.key().length() + size(header.value());
        }
        return size;
    }

    private static int size(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static Headers shortOnes(Headers headers) {
        var shortOnes = new RecordHeaders();
        for (var header : headers) {
            if (size(header.value()) <= LONGEST_HEADER) {
                shortOnes.add(header);
            }
        }
        return shortOnes;
    }

    private TopicPartition letterBox(ConsumerRecord<?, ?> record, String group) {
        letters(record.topic(), group).increment();
        return new TopicPartition(Topics.deadLetters(record.topic(), group), record.partition());
    }

    private Counter letters(String topic, String group) {
        return Counter.builder("juhui.messages.dead")
                .description("Records that became dead letters")
                .tags("topic", topic, "group", group)
                .register(meters);
    }

    private static RecordHeaders headers(
            ConsumerRecord<?, ?> record, Exception e, Retries retries) {
        var reason = reason(record, e, retries);
        EventReader.inTraceOf(
                record,
                () ->
                        LOG.error(
                                "A dead letter: {}-{}@{} {}: {}",
                                record.topic(),
                                record.partition(),
                                record.offset(),
                                record.key() instanceof byte[] key
                                        ? Failure.cut(new String(key, StandardCharsets.UTF_8))
                                        : "",
                                reason));
        var headers = new RecordHeaders();
        headers.add(REASON, reason.getBytes(StandardCharsets.UTF_8));
        return headers;
    }

    private static String reason(ConsumerRecord<?, ?> record, Exception e, Retries retries) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnprocessableRecordException) {
                return String.valueOf(Failure.cut(cause.getMessage()));
            }
        }
        var message = Failure.of(e).message();
        var givenUp = retries.givenUp(record);
        return (givenUp == null ? Failure.of(e).way() : givenUp)
                + (message == null ? "" : ": " + message);
    }
}
