package cn.juhui.platform.messaging;

import cn.juhui.contracts.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.stream.binder.kafka.ListenerContainerWithDlqAndRetryCustomizer;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;

/// What becomes of a record that a handler could not take. Unreadable, or refused by the aggregate it is about → `<topic>.<group>.dlq` at once, with
/// the reason, and counted; anything
/// else (store down, time-out, a bug) → again and again with growing pauses, never skipped: a skipped event is a lost refund.
public final class DeadLetters implements ListenerContainerWithDlqAndRetryCustomizer {

    /// The reason, as a header of the dead letter.
    public static final String REASON = "juhui_reason";

    private static final long FIRST_PAUSE_MS = 200;
    private static final long LONGEST_PAUSE_MS = 10_000;
    private static final int COMMIT_AFTER_RECORDS = 500;
    private static final long COMMIT_EVERY_MS = 1_000;

    private final KafkaTemplate<byte[], byte[]> kafka;
    private final MeterRegistry meters;

    /// @param meters where each dead letter is counted: `juhui.messages.dead{topic,group}`
    public DeadLetters(Brokers brokers, MeterRegistry meters) {
        this.meters = meters;
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
        var recoverer =
                new DeadLetterPublishingRecoverer(
                        kafka,
                        (record, e) -> {
                            meters.counter(
                                            "juhui.messages.dead",
                                            "topic",
                                            record.topic(),
                                            "group",
                                            group)
                                    .increment();
                            return new TopicPartition(
                                    Topics.deadLetters(record.topic(), group), record.partition());
                        });
        recoverer.setFailIfSendResultIsError(true);
        recoverer.setHeadersFunction((record, e) -> reason(e));
        var pauses = new ExponentialBackOff(FIRST_PAUSE_MS, 2);
        pauses.setMaxInterval(LONGEST_PAUSE_MS);
        var errors = new DefaultErrorHandler(recoverer, pauses);
        errors.setClassifications(new HashMap<>(), true);
        errors.addNotRetryableExceptions(UnprocessableRecordException.class);
        container.setCommonErrorHandler(errors);
        var properties = container.getContainerProperties();
        // At the end: finish the record in hand, leave the rest of the batch to whoever gets the
        // partition.
        properties.setStopImmediate(true);
        // What was handled since the last commit is heard once more after a crash; listeners know.
        properties.setAckMode(AckMode.COUNT_TIME);
        properties.setAckCount(COMMIT_AFTER_RECORDS);
        properties.setAckTime(COMMIT_EVERY_MS);
        properties.setPollTimeout(COMMIT_EVERY_MS);
    }

    private static RecordHeaders reason(Exception e) {
        Throwable cause = e;
        while (cause != null && !(cause instanceof UnprocessableRecordException)) {
            cause = cause.getCause();
        }
        var headers = new RecordHeaders();
        var text = cause == null ? e.toString() : cause.getMessage();
        headers.add(REASON, String.valueOf(text).getBytes(StandardCharsets.UTF_8));
        return headers;
    }
}
