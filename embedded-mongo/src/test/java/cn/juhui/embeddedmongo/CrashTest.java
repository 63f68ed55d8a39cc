package cn.juhui.embeddedmongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A writer is killed again and again on the same store, each time after a random number of acknowledged writes.
class CrashTest {
    private static final int KILLS = 50;
    private static final int MOST_ROUNDS = 150;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Nested
    class A_writer_killed_at_random_moments {
        @Test
        @Timeout(value = 170, unit = TimeUnit.SECONDS)
        void loses_nothing_that_was_acknowledged(@TempDir Path directory) throws Exception {
            long seed = System.nanoTime();
            Random random = new Random(seed);
            int[] acknowledged = new int[CrashWriter.THREADS];
            for (int kill = 1; kill <= KILLS; kill++) {
                runAndKill(directory, random.nextInt(MOST_ROUNDS), acknowledged);
                // Each writer reads back its own last round; the whole store is looked at now and
                // then, since that takes longer.
                if (kill % 10 == 0) {
                    check(directory, acknowledged, "seed %d, kill %d".formatted(seed, kill));
                }
            }
        }
    }

    private static void runAndKill(Path directory, int rounds, int[] acknowledged)
            throws IOException, InterruptedException {
        Process writer =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xshare:auto",
                                "-cp",
                                System.getProperty("java.class.path"),
                                CrashWriter.class.getName(),
                                directory.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (BufferedReader out = writer.inputReader()) {
            assertThat(out.readLine()).isEqualTo("open");
            for (int i = 0; i < rounds; i++) {
                note(out.readLine(), acknowledged);
            }
            // By way of the handle: the process itself would also close the stream.
            writer.toHandle().destroyForcibly();
            // What it said before it died counts as well.
            out.lines()
                    .filter(line -> line.matches("\\d+ \\d+ \\."))
                    .forEach(line -> note(line, acknowledged));
        }
        assertThat(writer.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private static void note(String line, int[] acknowledged) {
        int[] said = Arrays.stream(line.split(" ")).limit(2).mapToInt(Integer::parseInt).toArray();
        assertThat(said[1])
                .as("rounds go on where they were acknowledged")
                .isGreaterThan(acknowledged[said[0]]);
        acknowledged[said[0]] = said[1];
    }

    private static void check(Path directory, int[] acknowledged, String run) {
        try (EmbeddedMongo mongo = EmbeddedMongo.onDisk(directory, "127.0.0.1", 0);
                MongoClient client = MongoClients.create(mongo.uri())) {
            MongoCollection<Document> writes = client.getDatabase("crash").getCollection("writes");
            for (int thread = 0; thread < acknowledged.length; thread++) {
                int last = acknowledged[thread];
                int rounds = 0;
                for (Document write :
                        writes.find(Filters.eq("thread", thread)).sort(new Document("round", 1))) {
                    rounds++;
                    assertThat(write.getInteger("round")).as(run).isEqualTo(rounds);
                    if (rounds < last) {
                        assertThat(write.containsKey("dueAt")).as(run).isFalse();
                        assertThat(write.getInteger("version")).as(run).isPositive();
                    }
                }
                assertThat(rounds).as(run).isBetween(last, last + 1);
            }
            long due = writes.countDocuments(Filters.gt("dueAt", 0));
            long reallyDue =
                    writes.find().into(new ArrayList<>()).stream()
                            .filter(d -> d.containsKey("dueAt"))
                            .count();
            assertThat(due)
                    .as(run + ": the sparse index holds what the documents say")
                    .isEqualTo(reallyDue);
        }
    }
}
