package cn.juhui.embeddedmongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// A store's process is killed again and again: while it opens, while it is written to and takes checkpoints, while it
/// closes. What was acknowledged is known on this side of the wire. `-Dcrash.kills=50` kills more often, as the long run does.
@Execution(ExecutionMode.CONCURRENT)
class CrashTest {
    private static final int KILLS = Integer.getInteger("crash.kills", 12);
    private static final int WRITERS = 4;
    private static final int MOST_WRITES = 150;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Nested
    class A_store_killed_at_random_moments {
        @Test
        @Timeout(value = 600, unit = TimeUnit.SECONDS)
        void loses_nothing_that_was_acknowledged_and_keeps_its_indexes_true(@TempDir Path directory)
                throws Exception {
            long seed = System.nanoTime();
            Random random = new Random(seed);
            List<Writer> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                writers.add(new Writer("w" + i, seed + i));
            }
            try (StoreProcess store = StoreProcess.start(directory);
                    MongoClient client = connect(store)) {
                createIndexes(collection(client));
                store.kill();
            }
            for (int kill = 1; kill <= KILLS; kill++) {
                String run = "seed %d, kill %d".formatted(seed, kill);
                if (random.nextInt(6) == 0) {
                    killWhileItOpens(directory, random);
                }
                try (StoreProcess store = StoreProcess.start(directory)) {
                    writeAndKill(store, writers, random, run);
                }
            }
            try (StoreProcess store = StoreProcess.start(directory);
                    MongoClient client = connect(store)) {
                check(client, writers, "seed %d, at the end".formatted(seed));
            }
            assertThat(writes(writers)).isGreaterThan((long) KILLS * MOST_WRITES / 5);
        }
    }

    private static void killWhileItOpens(Path directory, Random random) throws Exception {
        try (StoreProcess store = StoreProcess.start(directory)) {
            Thread.sleep(random.nextInt(600)); // the random moment
            store.kill();
        }
    }

    private static void writeAndKill(
            StoreProcess store, List<Writer> writers, Random random, String run) throws Exception {
        try (MongoClient client = connect(store);
                ExecutorService threads = Executors.newCachedThreadPool()) {
            check(client, writers, run);
            MongoCollection<Document> collection = collection(client);
            List<Future<?>> running = new ArrayList<>();
            writers.forEach(w -> running.add(threads.submit(() -> writeOn(w, collection))));
            running.add(threads.submit(() -> flushOn(client.getDatabase("admin"))));
            awaitWrites(writers, random.nextInt(MOST_WRITES), run);
            if (random.nextInt(4) == 0) {
                store.askToClose();
                Thread.sleep(random.nextInt(150));
            }
            store.kill();
            for (Future<?> one : running) {
                one.get(60, TimeUnit.SECONDS);
            }
        }
    }

    /// The random moment: so many more acknowledged writes, and at most a millisecond.
    private static void awaitWrites(List<Writer> writers, int more, String run)
            throws InterruptedException {
        long enough = writes(writers) + more;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (writes(writers) < enough) {
            assertThat(System.nanoTime()).as(run + ": writes stall").isLessThan(deadline);
            Thread.sleep(1);
        }
    }

    private static long writes(List<Writer> writers) {
        return writers.stream().mapToLong(Writer::writes).sum();
    }

    private static void writeOn(Writer writer, MongoCollection<Document> collection) {
        try {
            while (true) {
                writer.write(collection);
            }
        } catch (MongoInterruptedException e) {
            throw e;
        } catch (MongoException e) {
            // The store is dead.
        }
    }

    /// Keeps the store busy with what it does now and then by itself.
    private static void flushOn(MongoDatabase admin) {
        try {
            while (true) {
                admin.runCommand(new Document("fsync", 1));
                admin.runCommand(new Document("compact", "writes"));
            }
        } catch (MongoException e) {
            // The store is dead.
        }
    }

    private static void check(MongoClient client, List<Writer> writers, String run) {
        MongoCollection<Document> collection = collection(client);
        writers.forEach(writer -> writer.check(collection, run));
        Document validated =
                client.getDatabase("crash").runCommand(new Document("validate", "writes"));
        assertThat(validated.getBoolean("valid")).as("%s: %s", run, validated).isTrue();
        assertThat(validated.getInteger("nIndexes")).as(run).isEqualTo(6);
    }

    private static MongoCollection<Document> collection(MongoClient client) {
        return client.getDatabase("crash").getCollection("writes");
    }

    private static void createIndexes(MongoCollection<Document> writes) {
        writes.createIndex(new Document("writer", 1).append("version", -1));
        writes.createIndex(new Document("slot", 1), new IndexOptions().unique(true));
        writes.createIndex(new Document("dueAt", 1), new IndexOptions().sparse(true));
        writes.createIndex(new Document("tags", 1).append("writer", 1));
        writes.createIndex(
                new Document("version", 1),
                new IndexOptions()
                        .partialFilterExpression(
                                new Document("dueAt", new Document("$exists", true))));
    }

    private static MongoClient connect(StoreProcess store) throws Exception {
        return MongoClients.create(
                MongoClientSettings.builder()
                        .applyConnectionString(new ConnectionString(store.uri()))
                        .retryWrites(false)
                        .retryReads(false)
                        .applyToClusterSettings(
                                cluster -> cluster.serverSelectionTimeout(5, TimeUnit.SECONDS))
                        .build());
    }
}
