package cn.juhui.platform.testkit;

import cn.juhui.embeddedkafka.EmbeddedKafka;
import cn.juhui.embeddedmongo.EmbeddedMongo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The MongoDB and the Kafka of a test run, started once per JVM when first asked for. `MONGODB_URI` and
/// `KAFKA_BOOTSTRAP_SERVERS` put outside ones in their place. Tests use databases and ids of their own instead of cleaning up.
public final class TestBackends {

    private static @Nullable String mongo;
    private static @Nullable String kafka;

    private TestBackends() {}

    /// A URI without a database.
    public static synchronized String mongoUri() {
        if (mongo == null) {
            var outside = System.getenv("MONGODB_URI");
            mongo = outside == null ? EmbeddedMongo.inMemory("127.0.0.1", 0).uri() : outside;
        }
        return mongo;
    }

    public static synchronized String kafkaServers() {
        if (kafka == null) {
            var outside = System.getenv("KAFKA_BOOTSTRAP_SERVERS");
            kafka = outside == null ? startKafka(0).bootstrapServers() : outside;
        }
        return kafka;
    }

    /// A broker of its own, for tests that stop it.
    ///
    /// @param port 0 for a free one
    public static EmbeddedKafka startKafka(int port) {
        return EmbeddedKafka.start(temporaryFolder("kafka"), "127.0.0.1", port);
    }

    public static Path temporaryFolder(String name) {
        try {
            var folder = Files.createTempDirectory("juhui-" + name);
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
