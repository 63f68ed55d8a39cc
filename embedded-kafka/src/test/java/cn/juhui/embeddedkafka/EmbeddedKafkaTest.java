package cn.juhui.embeddedkafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {
    private static final String HOST = "127.0.0.1";

    @TempDir private Path directory;

    @Nested
    class After_a_restart {
        @Test
        void records_and_the_place_of_a_group_are_still_there() throws Exception {
            try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, HOST, 0)) {
                createTopic(kafka);
                send(kafka, "one", "two");
                assertThat(read(kafka, 2)).containsExactly("one", "two");
            }
            try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, HOST, 0)) {
                send(kafka, "three");
                assertThat(read(kafka, 1)).containsExactly("three");
            }
        }
    }

    @Nested
    class A_start_that_can_not_work {
        @Test
        void names_the_taken_port() throws IOException {
            try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                int port = taken.getLocalPort();
                assertThatThrownBy(() -> EmbeddedKafka.start(directory, HOST, port))
                        .isInstanceOf(PortUnavailableException.class)
                        .hasMessageContaining(HOST + ":" + port);
            }
        }

        @Test
        void names_the_directory_that_another_broker_uses() {
            try (EmbeddedKafka first = EmbeddedKafka.start(directory, HOST, 0)) {
                assertThat(first.bootstrapServers()).startsWith(HOST + ":");
                assertThatThrownBy(() -> EmbeddedKafka.start(directory, HOST, 0))
                        .isInstanceOf(DirectoryLockedException.class)
                        .hasMessageContaining(directory.toString());
            }
        }
    }

    private static void createTopic(EmbeddedKafka kafka) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("stories", 1, (short) 1)))
                    .all()
                    .get(20, TimeUnit.SECONDS);
        }
    }

    private static void send(EmbeddedKafka kafka, String... values) throws Exception {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all");
        try (var producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>("stories", value)).get(20, TimeUnit.SECONDS);
            }
        }
    }

    private static List<String> read(EmbeddedKafka kafka, int count) {
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers", kafka.bootstrapServers(),
                        "group.id", "readers",
                        "enable.auto.commit", "false",
                        "auto.offset.reset", "earliest");
        List<String> values = new ArrayList<>();
        try (var consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("stories"));
            Instant deadline = Instant.now().plusSeconds(30);
            while (values.size() < count && Instant.now().isBefore(deadline)) {
                for (ConsumerRecord<String, String> heard : consumer.poll(Duration.ofMillis(200))) {
                    values.add(heard.value());
                }
            }
            consumer.commitSync();
        }
        return values;
    }
}
