package cn.juhui.embeddedmongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;

/// Run by hand: `sizes 1000 10000 100000 1000000` measures the cost of an operation as a collection grows, `threads`
/// measures 64 threads of updates, durable here and not durable in the plain H2 backend, in turns; `journal` measures the
/// commands of the services' journal, on documents of 6 kB, by one and by eight threads, with their processor time
/// (`journal mark` only those whose name has "mark" in it).
final class Benchmark {
    private static final String HOST = "127.0.0.1";
    private static final int ACCOUNTS_SHARE = 20;
    private static final int ROUNDS = 40;
    private static final int SLICE_MILLIS = 200;
    private static final int THREADS = 64;
    private static final int THREAD_DOCUMENTS = 10_000;
    private static final String FILLER = "x".repeat(300);

    private Benchmark() {}

    public static void main(String[] args) throws Exception {
        if (args.length > 0 && args[0].equals("sizes")) {
            sizes(Arrays.stream(args).skip(1).map(Integer::valueOf).toList());
        } else if (args.length > 0 && args[0].equals("journal")) {
            JournalBenchmark.run(args.length > 1 ? args[1] : "");
        } else {
            for (int round = 1; round <= 3; round++) {
                threads(round);
            }
        }
    }

    // ---- cost by size

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Sized(int size, MongoCollection<Document> refunds, int[] versions) {}

    /// All sizes lie in one store and are measured in turns, so that a warm or a busy machine favours none of them.
    private static void sizes(List<Integer> sizes) throws Exception {
        Path directory = Files.createTempDirectory("embedded-mongo-benchmark");
        try (EmbeddedMongo mongo = EmbeddedMongo.onDisk(directory, HOST, 0);
                MongoClient client = MongoClients.create(mongo.uri())) {
            List<Sized> collections = new ArrayList<>();
            for (int size : sizes) {
                MongoCollection<Document> refunds =
                        client.getDatabase("juhui").getCollection("refunds_" + size);
                createIndexes(refunds);
                long start = System.nanoTime();
                fill(refunds, size);
                System.out.printf(
                        "%,d documents loaded in %,d ms%n",
                        size, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
                collections.add(new Sized(size, refunds, new int[size]));
            }
            measure("update by _id + version, durable", collections, Benchmark::update);
            measure("find 20 by secondary index", collections, Benchmark::findAccount);
            measure("range + sort + limit 10", collections, Benchmark::findRange);
            measure("find by _id", collections, Benchmark::findById);
        }
        System.out.printf("directory after closing: %,d KiB%n", bytes(directory) >> 10);
        delete(directory);
    }

    private static void update(Sized in, int i) {
        long updated =
                in.refunds
                        .updateOne(
                                new Document("_id", id(i)).append("version", in.versions[i]),
                                new Document("$set", new Document("state", "S" + in.versions[i]))
                                        .append("$inc", new Document("version", 1)))
                        .getModifiedCount();
        expect(1, updated);
        in.versions[i]++;
    }

    private static void findAccount(Sized in, int i) {
        Document filter = new Document("account", "a" + i / ACCOUNTS_SHARE);
        expect(ACCOUNTS_SHARE, count(in.refunds.find(filter)));
    }

    private static void findRange(Sized in, int i) {
        Date from = new Date(Math.min(i, in.size - 10) * 1_000L);
        expect(
                10,
                count(
                        in.refunds
                                .find(new Document("createdAt", new Document("$gte", from)))
                                .sort(new Document("createdAt", 1).append("_id", 1))
                                .limit(10)));
    }

    private static void findById(Sized in, int i) {
        expect(1, count(in.refunds.find(new Document("_id", id(i)))));
    }

    private interface Operation {
        void run(Sized in, int i);
    }

    private static void measure(String name, List<Sized> collections, Operation operation) {
        System.out.println(name);
        collections.forEach(in -> run(in, operation, 1_000));
        List<List<long[]>> rounds = new ArrayList<>();
        collections.forEach(_ -> rounds.add(new ArrayList<>()));
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < collections.size(); i++) {
                rounds.get(i).add(run(collections.get(i), operation, SLICE_MILLIS));
            }
        }
        for (int i = 0; i < collections.size(); i++) {
            long[] micros = rounds.get(i).stream().flatMapToLong(Arrays::stream).sorted().toArray();
            double[] medians =
                    rounds.get(i).stream()
                            .mapToDouble(r -> Arrays.stream(r).sorted().toArray()[r.length / 2])
                            .sorted()
                            .toArray();
            System.out.printf(
                    "  %,9d documents: p50 %5d us   mean %5.0f us   p99 %6d us   best slice's p50"
                            + " %4.0f us   %,7d times%n",
                    collections.get(i).size,
                    micros[micros.length / 2],
                    Arrays.stream(micros).average().orElse(0),
                    micros[micros.length * 99 / 100],
                    medians[0],
                    micros.length);
        }
    }

    private static long[] run(Sized in, Operation operation, long millis) {
        List<Long> took = new ArrayList<>();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() < end) {
            int i = ThreadLocalRandom.current().nextInt(in.size);
            long start = System.nanoTime();
            operation.run(in, i);
            took.add((System.nanoTime() - start) / 1_000);
        }
        return took.stream().mapToLong(Long::longValue).toArray();
    }

    private static void createIndexes(MongoCollection<Document> refunds) {
        refunds.createIndex(new Document("account", 1));
        refunds.createIndex(new Document("createdAt", 1).append("_id", 1));
    }

    private static void fill(MongoCollection<Document> refunds, int size) {
        List<Document> batch = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            batch.add(
                    new Document("_id", id(i))
                            .append("version", 0)
                            .append("account", "a" + i / ACCOUNTS_SHARE)
                            .append("createdAt", new Date(i * 1_000L))
                            .append("filler", FILLER));
            if (batch.size() == 1_000 || i == size - 1) {
                refunds.insertMany(batch);
                batch.clear();
            }
        }
    }

    /// Spread, so that neighbours in time are not neighbours by id.
    private static String id(int i) {
        return "refund_%016x".formatted(i * 0x9E3779B97F4A7C15L);
    }

    // ---- many writers

    private static void threads(int round) throws Exception {
        Path directory = Files.createTempDirectory("embedded-mongo-benchmark");
        try (EmbeddedMongo mongo = EmbeddedMongo.onDisk(directory, HOST, 0)) {
            report(round, "durable, with two more indexes", mongo.uri(), true);
        }
        try (EmbeddedMongo mongo = EmbeddedMongo.onDisk(directory.resolve("2"), HOST, 0)) {
            report(round, "durable, no more indexes", mongo.uri(), false);
        }
        MongoServer plain =
                new MongoServer(new H2Backend(directory.resolve("plain.mv").toString()));
        try {
            report(
                    round,
                    "plain H2 backend, not durable",
                    plain.bindAndGetConnectionString(),
                    false);
        } finally {
            plain.shutdownNow();
        }
        delete(directory);
    }

    private static void report(int round, String name, String uri, boolean indexes)
            throws Exception {
        MongoClientSettings settings =
                MongoClientSettings.builder()
                        .applyConnectionString(new ConnectionString(uri))
                        .applyToConnectionPoolSettings(pool -> pool.maxSize(THREADS))
                        .build();
        try (MongoClient client = MongoClients.create(settings)) {
            MongoCollection<Document> refunds = refunds(client);
            if (indexes) {
                createIndexes(refunds);
            }
            fill(refunds, THREAD_DOCUMENTS);
            updates(refunds, 5_000);
            for (int window = 1; window <= 3; window++) {
                System.out.printf(
                        "round %d  %-32s window %d: %,6.0f updates/s%n",
                        round, name, window, updates(refunds, 5_000));
            }
        }
    }

    private static double updates(MongoCollection<Document> refunds, long millis)
            throws InterruptedException {
        AtomicLong done = new AtomicLong();
        long start = System.nanoTime();
        long end = start + TimeUnit.MILLISECONDS.toNanos(millis);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            threads.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                while (System.nanoTime() < end) {
                                    int i = ThreadLocalRandom.current().nextInt(THREAD_DOCUMENTS);
                                    refunds.updateOne(
                                            new Document("_id", id(i)),
                                            new Document("$set", new Document("state", "S"))
                                                    .append("$inc", new Document("version", 1)));
                                    done.incrementAndGet();
                                }
                            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return done.get() * 1e9 / (System.nanoTime() - start);
    }

    // ----

    private static MongoCollection<Document> refunds(MongoClient client) {
        return client.getDatabase("juhui").getCollection("refunds");
    }

    private static int count(Iterable<Document> documents) {
        int count = 0;
        for (Document _ : documents) {
            count++;
        }
        return count;
    }

    private static void expect(long expected, long actual) {
        if (expected != actual) {
            throw new IllegalStateException("Expected " + expected + " but got " + actual);
        }
    }

    private static long bytes(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
        }
    }

    static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
