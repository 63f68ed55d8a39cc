package cn.juhui.platform.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.juhui.contracts.wire.Topics;
import cn.juhui.platform.messaging.ListeningService;
import cn.juhui.platform.messaging.topic.Brokers;
import cn.juhui.platform.messaging.topic.DeclaredTopics;
import cn.juhui.platform.testkit.TestBackends;
import cn.juhui.platform.testkit.TestTokens;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Topics and indexes before the services, on a real broker and the embedded store.
class DeployTest {

    private final String name = "t" + UUID.randomUUID().toString().substring(0, 8);
    private MongoClient client;

    @BeforeEach
    void connect() {
        client = MongoClients.create(TestBackends.mongoUri());
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void
            a_service_puts_its_topics_and_indexes_in_place_as_often_as_it_is_asked_and_refuses_to_drop()
                    throws Exception {
        assertThat(deploy()).isEmpty();
        assertThat(partitions(Topics.deadLetters(Topics.EVIDENCE, "ear-service")))
                .isEqualTo(Topics.PARTITIONS);
        // It doesn't listen to cases, so nothing of theirs can become a dead letter of its own.
        assertThatThrownBy(() -> partitions(Topics.deadLetters(Topics.REFUNDS, "ear-service")))
                .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        var keys = client.getDatabase(name).getCollection("idempotency");
        assertThat(keys.listIndexes()).hasSizeGreaterThan(1);

        assertThat(deploy()).isEmpty();

        keys.createIndex(Indexes.ascending("ofLastYear"));
        assertThat(deploy())
                .singleElement()
                .asString()
                .startsWith("MONGODB_URI: the index " + name + ".idempotency [ofLastYear:1]")
                .contains("nothing is dropped");
        assertThat(keys.listIndexes()).hasSizeGreaterThan(2);
    }

    private List<String> deploy() {
        return ServiceProcess.deploy(
                "ear-service",
                ListeningService.application(),
                "--MONGODB_URI=" + TestBackends.mongoUri(),
                "--spring.mongodb.database=" + name,
                "--KAFKA_BOOTSTRAP_SERVERS=" + TestBackends.kafkaServers(),
                "--JWK_SET_URI=" + TestTokens.jwkSetUri(),
                "--JWT_ISSUER=http://issuer.test");
    }

    private static int partitions(String topic) throws Exception {
        try (var admin =
                Admin.create(
                        Map.<String, Object>of("bootstrap.servers", TestBackends.kafkaServers()))) {
            return admin.describeTopics(List.of(topic))
                    .topicNameValues()
                    .get(topic)
                    .get()
                    .partitions()
                    .size();
        }
    }

    @Nested
    class Partitions {

        private DeclaredTopics topics(int partitions) {
            return new DeclaredTopics(
                    name,
                    List.of(Topics.ORDERS),
                    Brokers.at(TestBackends.kafkaServers()),
                    partitions,
                    (short) -1);
        }

        @Test
        void are_neither_taken_away_nor_added() throws Exception {
            topics(Topics.PARTITIONS).create();
            assertThat(topics(Topics.PARTITIONS).refusals()).isEmpty();

            topics(6).create();
            var topic = Topics.deadLetters(Topics.ORDERS, name);
            assertThat(topics(6).refusals())
                    .contains(
                            "KAFKA_PARTITIONS: %s has 12 partitions and may not shrink to 6"
                                    .formatted(topic));
            assertThat(topics(24).refusals()).anyMatch(text -> text.contains("growing to 24"));
            assertThat(partitions(topic)).isEqualTo(12);
        }
    }

    @Nested
    class Indices {

        private final DeclaredIndexes declared = new DeclaredIndexes();

        /// What a version asks for while it starts.
        private void ask(IndexOptions options) {
            var settings =
                    MongoClientSettings.builder()
                            .applyConnectionString(
                                    new com.mongodb.ConnectionString(TestBackends.mongoUri()))
                            .addCommandListener(declared)
                            .build();
            try (var overheard = MongoClients.create(settings)) {
                overheard
                        .getDatabase(name)
                        .getCollection("things")
                        .createIndex(Indexes.ascending("a", "b"), options);
            }
        }

        @Test
        void that_are_as_asked_for_are_fine() {
            ask(new IndexOptions().unique(true));
            assertThat(declared.refusals(client.getDatabase(name))).isEmpty();
        }

        @Test
        void with_other_options_are_not_rebuilt() {
            client.getDatabase(name)
                    .getCollection("things")
                    .createIndex(Indexes.ascending("a", "b"));
            try {
                ask(new IndexOptions().unique(true));
            } catch (com.mongodb.MongoCommandException e) {
                assertThat(e.getErrorCode()).isIn(85, 86);
            }
            assertThat(declared.refusals(client.getDatabase(name)))
                    .singleElement()
                    .asString()
                    .startsWith("MONGODB_URI: the index " + name + ".things [a:1, b:1] is {}")
                    .contains("unique");
        }
    }
}
