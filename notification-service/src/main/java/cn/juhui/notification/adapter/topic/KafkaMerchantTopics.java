package cn.juhui.notification.adapter.topic;

import cn.juhui.notification.application.topic.MerchantTopics;
import cn.juhui.notification.domain.feed.FeedEvent;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.messaging.topic.Brokers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Puts events of the feed onto `juhui.merchant.<id>` as CloudEvents, binary mode, as the house's own topics have them: key = subject, `ce_id` = the event's id in the feed.
/// Only what the feed has goes out, so a merchant reads here what its webhooks are told and nothing else.
public final class KafkaMerchantTopics implements MerchantTopics, AutoCloseable {

    private static final String PREFIX = "juhui.merchant.";

    /// Shorter than a claim: nothing is still on its way when another instance begins.
    private static final Duration GIVE_UP_SENDING = Duration.ofSeconds(20);

    /// Members of the JSON that are headers here, under the same names.
    private static final List<String> ATTRIBUTES =
            List.of(
                    "specversion",
                    "id",
                    "source",
                    "type",
                    "subject",
                    "sequence",
                    "sequencetype",
                    "time",
                    "merchantid");

    private final KafkaProducer<String, byte[]> producer;

    public KafkaMerchantTopics(Brokers brokers) {
        this.producer =
                new KafkaProducer<>(
                        brokers.with(
                                Map.of(
                                        ProducerConfig.CLIENT_ID_CONFIG,
                                        "notification-service-merchants",
                                        ProducerConfig.ACKS_CONFIG,
                                        "all",
                                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                                        true,
                                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                                        5_000L,
                                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                        10_000,
                                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                                        (int) GIVE_UP_SENDING.toMillis())),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    /// The name of a merchant's topic.
    public static String topicOf(String merchantId) {
        return PREFIX + merchantId;
    }

    @Override
    public void put(String merchantId, List<FeedEvent> events) {
        var wave = new ArrayList<Future<?>>();
        var subjects = new HashSet<String>();
        for (var event : events) {
            // One that is given up must not have been overtaken by the next one of its subject.
            if (!subjects.add(event.subject())) {
                await(wave);
                wave.clear();
                subjects.clear();
                subjects.add(event.subject());
            }
            wave.add(producer.send(record(merchantId, event)));
        }
        await(wave);
    }

    private static void await(List<Future<?>> wave) {
        for (var sent : wave) {
            try {
                sent.get();
            } catch (ExecutionException e) {
                throw new KafkaException("Not put: " + e.getCause(), e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KafkaException("Interrupted", e);
            }
        }
    }

    private static ProducerRecord<String, byte[]> record(String merchantId, FeedEvent event) {
        var all = JsonMapper.shared().readTree(event.json());
        var record =
                new ProducerRecord<>(
                        topicOf(merchantId), event.subject(), StateMapper.toJson(all.path("data")));
        headers(record.headers(), all);
        return record;
    }

    private static void headers(Headers headers, JsonNode event) {
        for (var name : ATTRIBUTES) {
            put(headers, "ce_" + name, event.path(name).asString());
        }
        put(headers, "content-type", event.path("datacontenttype").asString());
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
