package cn.juhui.platform.messaging;

import cn.juhui.contracts.wire.EventTypes;
import cn.juhui.platform.journal.history.HistoryEntry;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.messaging.topic.Brokers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// Puts history entries on Kafka as CloudEvents, binary mode. Sent means: the broker said so (acks=all, idempotent producer).
public final class EventSender implements AutoCloseable {

    private static final Duration GIVE_UP_SENDING = Duration.ofSeconds(30);

    private final String source;
    private final KafkaProducer<String, byte[]> producer;

    /// To brokers that ask nobody who they are.
    public EventSender(String service, String bootstrapServers) {
        this(service, Brokers.at(bootstrapServers));
    }

    /// @param service the telling service's name, for `ce_source`
    public EventSender(String service, Brokers brokers) {
        this.source = "/" + service;
        this.producer =
                new KafkaProducer<>(
                        brokers.with(
                                Map.of(
                                        ProducerConfig.CLIENT_ID_CONFIG,
                                        service + "-events",
                                        ProducerConfig.ACKS_CONFIG,
                                        "all",
                                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                                        true,
                                        ProducerConfig.LINGER_MS_CONFIG,
                                        0,
                                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                                        5_000L,
                                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                        10_000,
                                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                                        (int) GIVE_UP_SENDING.toMillis(),
                                        ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                                        1_000L)),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    /// Sends one entry. `done` hears, on a producer's thread, null for success or what went wrong; always exactly once.
    public void send(
            String topic,
            String subject,
            String merchantId,
            HistoryEntry entry,
            Consumer<@Nullable Exception> done) {
        send(record(topic, subject, merchantId, entry), done);
    }

    /// The same for an entry that somebody missed: marked, so that it counts whatever was heard after it.
    public void sendAgain(
            String topic,
            String subject,
            String merchantId,
            HistoryEntry entry,
            Consumer<@Nullable Exception> done) {
        var record = record(topic, subject, merchantId, entry);
        put(record.headers(), EventReader.TOLD_AGAIN, "1");
        send(record, done);
    }

    private ProducerRecord<String, byte[]> record(
            String topic, String subject, String merchantId, HistoryEntry entry) {
        var record = new ProducerRecord<>(topic, subject, StateMapper.toJson(entry.data()));
        headers(record.headers(), subject, merchantId, entry);
        return record;
    }

    private void send(ProducerRecord<String, byte[]> record, Consumer<@Nullable Exception> done) {
        try {
            var unused = producer.send(record, (metadata, e) -> done.accept(e));
        } catch (KafkaException e) {
            done.accept(e);
        }
    }

    private void headers(Headers headers, String subject, String merchantId, HistoryEntry entry) {
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_id", entry.id());
        put(headers, "ce_source", source);
        put(headers, "ce_type", entry.type());
        put(headers, "ce_subject", subject);
        put(headers, "ce_time", entry.at().toString());
        put(headers, "ce_dataschema", EventTypes.schemaOf(entry.type()));
        put(headers, "ce_sequence", Long.toString(entry.seq()));
        put(headers, "ce_sequencetype", "Integer");
        put(headers, "ce_merchantid", merchantId);
        if (entry.traceparent() != null) {
            put(headers, "ce_traceparent", entry.traceparent());
        }
        put(headers, "content-type", "application/json");
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
