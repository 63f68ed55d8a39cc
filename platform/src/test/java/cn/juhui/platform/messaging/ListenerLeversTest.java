package cn.juhui.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.lever.LeverChange;
import cn.juhui.platform.lever.mongo.MongoLevers;
import cn.juhui.platform.testkit.TestBackends;
import com.mongodb.client.MongoClients;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.event.ConsumerStartingEvent;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListener;

/// A listener that an operator lets rest, at a real broker.
class ListenerLeversTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String topic = "test-" + Ids.next("top");
    private final ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();

    @Test
    void it_rests_from_its_start_on_and_hears_what_waited_in_its_order() throws Exception {
        try (var client = MongoClients.create(TestBackends.mongoUri());
                var admin = Admin.create(Map.of("bootstrap.servers", kafka()));
                var kept = new MongoLevers(client.getDatabase("levers").getCollection(topic));
                var levers = new ListenerLevers(kept, List.of(topic))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
            kept.change(topic, change("lvr_1", true));
            tell("one");
            tell("two");
            var listener = listener(levers);
            try {
                listener.start();
                // A paused consumer has its partition, and asks for nothing.
                Awaitility.await().atMost(PATIENCE).until(listener::isContainerPaused);
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> !listener.getAssignedPartitions().isEmpty());
                assertThat(heard).isEmpty();

                kept.change(topic, change("lvr_2", false));
                Awaitility.await().atMost(PATIENCE).until(() -> heard.size() == 2);
                assertThat(heard).containsExactly("one", "two");

                kept.change(topic, change("lvr_3", true));
                Awaitility.await().atMost(PATIENCE).until(listener::isContainerPaused);
                tell("three");
                kept.change(topic, change("lvr_4", false));
                Awaitility.await().atMost(PATIENCE).until(() -> heard.size() == 3);
                assertThat(heard).containsExactly("one", "two", "three");
            } finally {
                listener.stop();
            }
        }
    }

    private KafkaMessageListenerContainer<byte[], byte[]> listener(ListenerLevers levers) {
        var properties = new ContainerProperties(topic);
        properties.setGroupId("levers-" + topic);
        properties.setMessageListener(
                (MessageListener<byte[], byte[]>)
                        record -> heard.add(new String(record.value(), StandardCharsets.UTF_8)));
        var container =
                new KafkaMessageListenerContainer<>(
                        new DefaultKafkaConsumerFactory<>(
                                Map.of(
                                        "bootstrap.servers",
                                        kafka(),
                                        "auto.offset.reset",
                                        "earliest"),
                                new ByteArrayDeserializer(),
                                new ByteArrayDeserializer()),
                        properties);
        container.setBeanName(topic);
        container.setApplicationEventPublisher(event -> {
            if (event instanceof ConsumerStartingEvent starting) {
                levers.onApplicationEvent(starting);
            }
        });
        return container;
    }

    private void tell(String text) throws Exception {
        try (var producer =
                new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", kafka()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, text.getBytes(StandardCharsets.UTF_8))).get();
        }
    }

    private static String kafka() {
        return TestBackends.kafkaServers();
    }

    private static LeverChange change(String id, boolean paused) {
        var zhao = new Actor(Role.OPERATOR, "opr_zhao");
        return new LeverChange(id, paused, "迁移", zhao, Instant.parse("2026-11-24T09:00:00Z"));
    }
}
