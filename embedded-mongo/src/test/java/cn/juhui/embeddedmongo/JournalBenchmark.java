package cn.juhui.embeddedmongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;

/// The commands of a service's journal on documents as it keeps them: a state, a history that grows, six indexes.
///
/// The processor time is that of the store's own threads: the event loops and the log's.
final class JournalBenchmark {
    private static final int DOCUMENTS = 2_000;
    private static final int ENTRIES = 14;
    private static final int BULK = 20;
    private static final int WARM_UP = 24_000;
    private static final int TIMES = 12_000;
    private static final Date START = new Date(1_800_000_000_000L);

    private final MongoCollection<Document> refunds;
    private final String part;
    private final long[] versions = new long[DOCUMENTS];

    private JournalBenchmark(MongoCollection<Document> refunds, String part) {
        this.refunds = refunds;
        this.part = part;
    }

    /// @param part which operations to measure, by a part of their name
    static void run(String part) throws Exception {
        Path directory = Files.createTempDirectory("embedded-mongo-benchmark");
        try (EmbeddedMongo mongo = EmbeddedMongo.onDisk(directory, "127.0.0.1", 0);
                MongoClient client = MongoClients.create(mongo.uri())) {
            new JournalBenchmark(client.getDatabase("juhui").getCollection("refunds"), part)
                    .measure();
        }
        Benchmark.delete(directory);
    }

    private interface Operation {
        void run(int i);
    }

    /// The update comes last, when what it shares with the others is compiled.
    private void measure() throws InterruptedException {
        refunds.createIndex(new Document("publishDueAt", 1), new IndexOptions().sparse(true));
        refunds.createIndex(new Document("dueAt", 1), new IndexOptions().sparse(true));
        refunds.createIndex(new Document("customer", 1).append("updatedAt", -1).append("_id", -1));
        refunds.createIndex(new Document("merchant", 1).append("updatedAt", -1).append("_id", -1));
        refunds.createIndex(new Document("status", 1).append("updatedAt", -1).append("_id", -1));
        refunds.createIndex(
                new Document("openOrder", 1), new IndexOptions().unique(true).sparse(true));
        for (int i = 0; i < DOCUMENTS; i++) {
            refunds.insertOne(document(i));
        }
        report("mark as published", 1, this::mark);
        report("20 marks in one command", BULK, this::marks);
        report("find by _id without history", 1, this::findWithoutHistory);
        report("find by _id", 1, this::findById);
        report("find 20 by $in", BULK, this::findIn);
        report("find 10 that are due", 1, this::findDue);
        report("insert", 1, this::insert);
        report("guarded update", 1, this::update);
    }

    /// @param each how many documents an operation has to do with
    private void report(String name, int each, Operation operation) throws InterruptedException {
        if (!name.contains(part)) {
            return;
        }
        for (int threads : new int[] {8, 1}) {
            run(operation, threads, WARM_UP / each);
            long before = storeNanos();
            long allBefore = allNanos();
            long start = System.nanoTime();
            long times = run(operation, threads, TIMES / each);
            System.out.printf(
                    "%-28s %d threads: %,8.0f/s   %6.1f us of the store's processor time each, %6.1f"
                            + " with the driver's%n",
                    name,
                    threads,
                    times * 1e9 / (System.nanoTime() - start),
                    (storeNanos() - before) / 1e3 / times,
                    (allNanos() - allBefore) / 1e3 / times);
        }
    }

    /// Each thread has documents of its own, so that no guard fails.
    private static long run(Operation operation, int threads, int times)
            throws InterruptedException {
        int each = times / threads;
        List<Thread> running = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int first = t;
            running.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                int own = (DOCUMENTS - first + threads - 1) / threads;
                                for (int n = 0; n < each; n++) {
                                    operation.run(first + (n % own) * threads);
                                }
                            }));
        }
        for (Thread thread : running) {
            thread.join();
        }
        return (long) each * threads;
    }

    private static long storeNanos() {
        var threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (var thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().startsWith("embedded-mongo")) {
                nanos += threads.getThreadCpuTime(thread.getThreadId());
            }
        }
        return nanos;
    }

    private static long allNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /// A step: the state changes and two entries are appended; each eighth puts back the first entries, so that documents stay
    /// as long as they are.
    private void update(int i) {
        long version = versions[i];
        Bson change =
                Updates.combine(
                        Updates.set("state", state(i, version + 1)),
                        Updates.set("status", "S" + version % 5),
                        Updates.set("updatedAt", date(version)),
                        Updates.set("publishDueAt", date(version + 5)),
                        Updates.set("version", version + 1),
                        version % 8 == 7
                                ? Updates.set("history", entries())
                                : Updates.pushEach("history", List.of(entry(1), entry(2))));
        expect(refunds.updateOne(guard(i), change).getModifiedCount());
        versions[i]++;
    }

    private Bson guard(int i) {
        return Filters.and(Filters.eq("_id", id(i)), Filters.eq("version", versions[i]));
    }

    private void mark(int i) {
        expect(refunds.updateOne(markGuard(i), mark()).getMatchedCount());
    }

    private static Bson mark() {
        return Updates.combine(
                Updates.set("published", System.nanoTime()),
                Updates.set("publishDueAt", date(System.nanoTime() >>> 40)));
    }

    private static Bson markGuard(int i) {
        return Filters.and(Filters.eq("_id", id(i)), Filters.gte("published", 0L));
    }

    private void marks(int i) {
        List<UpdateOneModel<Document>> marks = new ArrayList<>();
        for (int k = 0; k < BULK; k++) {
            marks.add(new UpdateOneModel<>(markGuard((i + k * 97) % DOCUMENTS), mark()));
        }
        if (refunds.bulkWrite(marks).getMatchedCount() != BULK) {
            throw new IllegalStateException("Not all were found");
        }
    }

    private void findWithoutHistory(int i) {
        expect(
                refunds.find(Filters.eq("_id", id(i)))
                        .projection(Projections.exclude("history"))
                        .into(new ArrayList<>())
                        .size());
    }

    private void findById(int i) {
        expect(refunds.find(Filters.eq("_id", id(i))).into(new ArrayList<>()).size());
    }

    private void findIn(int i) {
        List<String> ids =
                IntStream.range(0, BULK).mapToObj(k -> id((i + k * 97) % DOCUMENTS)).toList();
        if (refunds.find(Filters.in("_id", ids)).into(new ArrayList<>()).size() != BULK) {
            throw new IllegalStateException("Not all were found");
        }
    }

    private void findDue(int i) {
        refunds.find(Filters.lte("dueAt", date(i)))
                .sort(Sorts.ascending("dueAt"))
                .limit(10)
                .projection(Projections.include("version", "dueAt"))
                .into(new ArrayList<>());
    }

    private void insert(int i) {
        Document document = document(i);
        document.append("_id", "new_" + i + "_" + System.nanoTime());
        document.remove("openOrder");
        refunds.insertOne(document);
    }

    private static Document document(int i) {
        return new Document("_id", id(i))
                .append("version", 0L)
                .append("status", "S0")
                .append("customer", "customer_" + i % 300)
                .append("merchant", "merchant_" + i % 20)
                .append("openOrder", "order_" + i)
                .append("createdAt", date(i))
                .append("updatedAt", date(i))
                .append("dueAt", date(1_000_000 + i))
                .append("publishDueAt", date(i))
                .append("state", state(i, 0))
                .append("history", entries())
                .append("published", (long) ENTRIES)
                .append("seen", new Document("payout:pay_" + i, 3L).append("order:ord_" + i, 9L));
    }

    private static Document state(int i, long version) {
        return new Document("kind", "AwaitingPayout")
                .append("order", "order_" + i)
                .append("amount", new Document("fen", 12_300L + version).append("currency", "CNY"))
                .append("reason", "x".repeat(120))
                .append(
                        "review",
                        new Document("decision", "approved")
                                .append("by", "merchant_" + i % 20)
                                .append("at", date(version)));
    }

    private static List<Document> entries() {
        return IntStream.range(0, ENTRIES).mapToObj(JournalBenchmark::entry).toList();
    }

    private static Document entry(int i) {
        return new Document("seq", (long) i)
                .append("type", "refund.requested")
                .append("at", date(i))
                .append("actor", new Document("role", "CUSTOMER").append("id", "customer_" + i))
                .append("cause", "cmd_0123456789abcdef")
                .append(
                        "data",
                        new Document("orderNo", "order_" + i)
                                .append("reason", "y".repeat(60))
                                .append("amountFen", 12_300L))
                .append("hash", "f".repeat(64));
    }

    private static Date date(long seconds) {
        return new Date(START.getTime() + seconds * 1_000);
    }

    private static String id(int i) {
        return "refund_%016x".formatted(i * 0x9E3779B97F4A7C15L);
    }

    private static void expect(long actual) {
        if (actual != 1) {
            throw new IllegalStateException("Expected one document but got " + actual);
        }
    }
}
