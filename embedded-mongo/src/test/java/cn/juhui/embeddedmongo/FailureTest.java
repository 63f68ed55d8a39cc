package cn.juhui.embeddedmongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import cn.juhui.embeddedmongo.storage.FreeSpace;
import cn.juhui.embeddedmongo.storage.StoreLockedException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What the store says when it can't do what it should, and what it does when many want the same at once.
class FailureTest {
    private static final int FAILED = 96;

    @Nested
    class A_store_in_another_process {
        @Test
        void is_not_opened_and_that_process_is_named(@TempDir Path directory) throws Exception {
            try (StoreProcess other = StoreProcess.start(directory)) {
                assertThat(other.uri()).startsWith("mongodb://");
                assertThatThrownBy(() -> EmbeddedMongo.onDisk(directory, "127.0.0.1", 0))
                        .isInstanceOf(StoreLockedException.class)
                        .hasMessageContaining(directory.toString())
                        .hasMessageContaining("process " + other.pid());
                other.askToClose();
                assertThat(other.await()).isZero();
            }
            try (EmbeddedMongo mongo = EmbeddedMongo.onDisk(directory, "127.0.0.1", 0)) {
                assertThat(mongo.port()).isPositive();
            }
        }
    }

    @Nested
    class A_store_whose_log_cannot_be_written {
        private static final int FILE_KIBIBYTES = 2_048;

        @Test
        @DisabledOnOs(OS.WINDOWS)
        void acknowledges_nothing_more_and_has_all_it_acknowledged(@TempDir Path directory)
                throws Exception {
            int acknowledged = 0;
            try (StoreProcess store = StoreProcess.startWithFilesUpTo(directory, FILE_KIBIBYTES);
                    MongoClient client = MongoClients.create(store.uri())) {
                MongoException refused = null;
                while (refused == null) {
                    Document next =
                            new Document("_id", acknowledged).append("f", "x".repeat(9_999));
                    refused =
                            catchThrowableOfType(
                                    MongoException.class, () -> refunds(client).insertOne(next));
                    acknowledged += refused == null ? 1 : 0;
                }
                assertThat(acknowledged).isGreaterThan(100);
                assertThat(refused.getCode()).isEqualTo(FAILED);
                assertThat(refused).hasMessageContaining("File too large");
                assertFails(client);
                assertThat(store.said()).isEqualTo("failed: File too large");
                assertThat(isReadOnly(client)).isTrue();
                store.kill();
            }
            try (EmbeddedMongo mongo = EmbeddedMongo.onDisk(directory, "127.0.0.1", 0);
                    MongoClient client = MongoClients.create(mongo.uri())) {
                assertThat(refunds(client).countDocuments())
                        .isBetween((long) acknowledged, acknowledged + 1L);
            }
        }

        private static void assertFails(MongoClient client) {
            for (int i = 0; i < 3; i++) {
                MongoException refused =
                        catchThrowableOfType(
                                MongoException.class,
                                () -> refunds(client).deleteOne(new Document("_id", 1)));
                assertThat(refused.getCode()).isEqualTo(FAILED);
            }
            // What is in memory only must not be read either.
            MongoException refused =
                    catchThrowableOfType(
                            MongoException.class, () -> refunds(client).find().first());
            assertThat(refused.getCode()).isEqualTo(FAILED);
        }
    }

    @Nested
    class A_disk_without_room {
        private static final int OUT_OF_DISK_SPACE = 14031;

        @Test
        void is_told_with_every_write_until_there_is_room_again(@TempDir Path directory) {
            AtomicLong free = new AtomicLong(FreeSpace.LEAST_BYTES);
            try (EmbeddedMongo mongo = EmbeddedMongo.onDisk(directory, free::get);
                    MongoClient client = MongoClients.create(mongo.uri())) {
                refunds(client).insertOne(new Document("_id", 1).append("n", 0));
                assertThat(isReadOnly(client)).isFalse();

                free.decrementAndGet();
                await().until(() -> isReadOnly(client));
                assertRefused(() -> refunds(client).insertOne(new Document("_id", 2)));
                assertRefused(() -> raise(client));
                assertThat(refunds(client).find().into(new ArrayList<>())).hasSize(1);

                free.incrementAndGet();
                await().until(() -> !isReadOnly(client));
                refunds(client).insertOne(new Document("_id", 2));
                raise(client);
                assertThat(refunds(client).countDocuments(new Document("n", 1))).isOne();
            }
        }

        private static void raise(MongoClient client) {
            refunds(client)
                    .findOneAndUpdate(
                            new Document("_id", 1), new Document("$inc", new Document("n", 1)));
        }

        private static void assertRefused(ThrowingCallable write) {
            MongoException refused = catchThrowableOfType(MongoException.class, write);
            assertThat(refused.getCode()).isEqualTo(OUT_OF_DISK_SPACE);
            assertThat(refused).hasMessageContaining("127 MiB are free");
        }
    }

    private static boolean isReadOnly(MongoClient client) {
        Document hello = client.getDatabase("admin").runCommand(new Document("hello", 1));
        return hello.getBoolean("readOnly");
    }

    @Nested
    class Many_who_find_and_modify_the_same_document {
        private static final int THREADS = 64;
        private static final int TIMES = 100;

        @Test
        void are_each_told_the_document_they_wrote(@TempDir Path directory) throws Exception {
            Set<Integer> told = ConcurrentHashMap.newKeySet();
            try (EmbeddedMongo mongo = EmbeddedMongo.onDisk(directory, "127.0.0.1", 0);
                    MongoClient client = MongoClients.create(mongo.uri());
                    ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
                refunds(client).insertOne(new Document("_id", "counter").append("n", 0));
                List<Future<?>> all = new ArrayList<>();
                for (int thread = 0; thread < THREADS; thread++) {
                    all.add(
                            threads.submit(() -> {
                                for (int i = 0; i < TIMES; i++) {
                                    told.add(next(refunds(client)));
                                }
                            }));
                }
                for (Future<?> one : all) {
                    one.get();
                }
            }
            assertThat(told).hasSize(THREADS * TIMES).contains(1, THREADS * TIMES);
        }

        private static int next(MongoCollection<Document> collection) {
            Document written =
                    collection.findOneAndUpdate(
                            new Document("_id", "counter"),
                            new Document("$inc", new Document("n", 1)),
                            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
            return Objects.requireNonNull(written).getInteger("n");
        }
    }

    private static MongoCollection<Document> refunds(MongoClient client) {
        return client.getDatabase("juhui").getCollection("refunds");
    }
}
