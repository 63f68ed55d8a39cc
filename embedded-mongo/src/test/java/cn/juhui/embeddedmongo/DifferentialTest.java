package cn.juhui.embeddedmongo;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.embeddedmongo.storage.Durability;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The store with indexes on disk must answer as the library's plain memory backend does, which reads every document.
class DifferentialTest {
    private static final int COMMANDS = 500;

    /// Another seed each time, and always a few that are known; a failure names its seed. For a longer run say
    /// `-Dtest.jvm.args=-Ddifferential.seeds=500`.
    static LongStream seeds() {
        return LongStream.concat(
                LongStream.rangeClosed(1, Long.getLong("differential.seeds", 8)),
                LongStream.of(System.nanoTime() & 0xffffff));
    }

    @Nested
    class Random_commands {
        static LongStream seeds() {
            return DifferentialTest.seeds();
        }

        @ParameterizedTest
        @MethodSource("seeds")
        void are_answered_as_by_the_plain_memory_backend(long seed, @TempDir Path directory) {
            MongoServer plain = new MongoServer(new MemoryBackend());
            RandomCommands commands = new RandomCommands(seed);
            List<String> log = new ArrayList<>();
            try (MongoClient expected = MongoClients.create(plain.bindAndGetConnectionString())) {
                RandomCommands.createIndexes(refunds(expected));
                // Half-way the store is closed and opened again.
                for (int half = 0; half < 2; half++) {
                    try (EmbeddedMongo mongo = open(directory);
                            MongoClient actual = MongoClients.create(mongo.uri())) {
                        RandomCommands.createIndexes(refunds(actual));
                        for (int i = 0; i < COMMANDS / 2; i++) {
                            RandomCommands.Described next = commands.next();
                            log.add(next.text());
                            assertThat(answer(next, refunds(actual)))
                                    .as("seed %d, command %d: %s", seed, log.size(), next.text())
                                    .isEqualTo(answer(next, refunds(expected)));
                        }
                    }
                }
            } finally {
                plain.shutdownNow();
            }
        }
    }

    private static EmbeddedMongo open(Path directory) {
        return EmbeddedMongo.onDisk(directory, "127.0.0.1", 0, Durability.WRITTEN);
    }

    private static @Nullable Object answer(
            RandomCommands.Described command, MongoCollection<Document> collection) {
        try {
            return command.command().runOn(collection);
        } catch (MongoException e) {
            return "error " + e.getCode();
        }
    }

    private static MongoCollection<Document> refunds(MongoClient client) {
        return client.getDatabase("juhui").getCollection("refunds");
    }
}
