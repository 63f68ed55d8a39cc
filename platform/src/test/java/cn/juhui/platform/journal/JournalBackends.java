package cn.juhui.platform.journal;

import cn.juhui.contracts.evidence.MessagePosted;
import cn.juhui.platform.journal.mongo.JournalFactory;
import cn.juhui.platform.lever.mongo.MongoLevers;
import cn.juhui.platform.messaging.EventSender;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;

/// A store and a broker for journal tests, with a topic and a collection of their own; several journals ("instances") may be opened
/// on them.
final class JournalBackends implements AutoCloseable {

    final String topic = "test-" + UUID.randomUUID();
    final String collection = "tallies-" + UUID.randomUUID();
    final MongoTemplate mongo;
    final MongoLevers levers;
    private final String kafka;
    private final MongoClient client;
    private final List<Runnable> open = new ArrayList<>();

    JournalBackends(String mongoUri, String kafka) throws Exception {
        this.client = MongoClients.create(mongoUri);
        this.mongo = new MongoTemplate(client, "journal_test");
        this.levers = new MongoLevers(mongo.getCollection("levers-" + collection));
        open.add(levers::close);
        this.kafka = kafka;
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1))).all().get();
        }
    }

    /// One more instance of a service on the same collection.
    Journal<Tally, MessagePosted> instance(Clock clock) {
        return instance(clock, kafka);
    }

    /// An instance that looks for its broker at the given address.
    Journal<Tally, MessagePosted> instance(Clock clock, String broker) {
        var sender = new EventSender("test-service", broker);
        var factory = new JournalFactory(mongo, sender, clock, new SimpleMeterRegistry(), levers);
        open.add(sender::close);
        open.add(factory::close);
        return factory.create(Tally.spec(collection, topic));
    }

    /// Reads the topic from its beginning until every aggregate named has told `entries` events, for a minute at most.
    ///
    /// @return sequence numbers by aggregate, in the order of arrival, repeated ones included
    Map<String, List<Long>> told(Map<String, Integer> expected) {
        var told = new HashMap<String, List<Long>>();
        try (var consumer = consumer()) {
            consumer.subscribe(List.of(topic));
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        for (var record : consumer.poll(Duration.ofMillis(100))) {
                            told.computeIfAbsent(record.key(), _ -> new ArrayList<>())
                                    .add(sequence(record));
                        }
                        return expected.entrySet().stream()
                                .allMatch(e ->
                                        told.getOrDefault(e.getKey(), List.of())
                                                .contains((long) e.getValue()));
                    });
        }
        return told;
    }

    static long sequence(ConsumerRecord<String, byte[]> record) {
        return Long.parseLong(header(record, "ce_sequence"));
    }

    static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka,
                        "group.id",
                        "test-" + UUID.randomUUID(),
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /// Waits until nothing is left to publish.
    void awaitAllPublished() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() ->
                        mongo.getCollection(collection)
                                        .countDocuments(
                                                new Document(
                                                        "publishDueAt",
                                                        new Document("$exists", true)))
                                == 0);
    }

    void stopInstances() {
        open.reversed().forEach(Runnable::run);
        open.clear();
    }

    @Override
    public void close() {
        stopInstances();
        client.close();
    }
}
