package cn.juhui.platform.journal;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mongodb.MongoDBContainer;

/// The same promises against a real MongoDB and a real Kafka in containers, where a Docker engine is found.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealBackendsTest extends MongoJournalTest {

    private final MongoDBContainer mongo = new MongoDBContainer("mongo:8.0");
    private final KafkaContainer kafka = new KafkaContainer("apache/kafka:4.2.0");

    @Override
    JournalBackends open() throws Exception {
        return new JournalBackends(mongo.getConnectionString(), kafka.getBootstrapServers());
    }

    @BeforeAll
    @Override
    void start() throws Exception {
        Assumptions.assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "No Docker engine: the journal was not tested against a real MongoDB and Kafka in containers."
                        + " MONGODB_URI and KAFKA_BOOTSTRAP_SERVERS put outside ones under the other tests.");
        mongo.start();
        kafka.start();
        super.start();
    }

    @AfterAll
    @Override
    void stop() {
        if (kafka.isRunning()) {
            super.stop();
            kafka.stop();
            mongo.stop();
        }
    }
}
