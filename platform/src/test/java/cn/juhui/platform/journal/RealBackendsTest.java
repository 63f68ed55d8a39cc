package cn.juhui.platform.journal;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mongodb.MongoDBContainer;

/// The same promises against a real MongoDB and a real Kafka in containers, where a Docker engine is found.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf(value = "dockerIsThere", disabledReason = RealBackendsTest.WHY_SKIPPED)
class RealBackendsTest extends MongoJournalTest {

    static final String WHY_SKIPPED =
            "No Docker engine here: the journal was not tested in containers. MONGODB_URI and"
                    + " KAFKA_BOOTSTRAP_SERVERS put an outside MongoDB and Kafka under the other tests.";

    static boolean dockerIsThere() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    private final MongoDBContainer mongo = new MongoDBContainer("mongo:8.0");
    private final KafkaContainer kafka = new KafkaContainer("apache/kafka:4.2.0");

    @Override
    JournalBackends open() throws Exception {
        return new JournalBackends(mongo.getConnectionString(), kafka.getBootstrapServers());
    }

    @BeforeAll
    @Override
    void start() throws Exception {
        mongo.start();
        kafka.start();
        super.start();
    }

    @AfterAll
    @Override
    void stop() {
        super.stop();
        kafka.stop();
        mongo.stop();
    }
}
