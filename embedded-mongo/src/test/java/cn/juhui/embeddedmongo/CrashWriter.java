package cn.juhui.embeddedmongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.io.PrintStream;
import java.nio.file.Path;
import org.bson.Document;

/// A process of its own that writes until it is killed, and says on its output what the store has acknowledged:
/// `thread round .` lines, each once the round's writes were answered.
final class CrashWriter {
    static final int THREADS = 4;
    static final String LAST = "last_%d";

    private CrashWriter() {}

    /// Arguments: the store's directory, the number of the run.
    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true);
        try (EmbeddedMongo mongo = EmbeddedMongo.onDisk(Path.of(args[0]), "127.0.0.1", 0);
                MongoClient client = MongoClients.create(mongo.uri())) {
            MongoCollection<Document> writes = client.getDatabase("crash").getCollection("writes");
            writes.createIndex(
                    new Document("thread", 1).append("round", 1), new IndexOptions().unique(true));
            writes.createIndex(new Document("dueAt", 1), new IndexOptions().sparse(true));
            out.println("open");
            for (int t = 0; t < THREADS; t++) {
                int thread = t;
                Thread.ofPlatform().start(() -> write(writes, thread, out));
            }
            Thread.currentThread().join();
        }
    }

    private static void write(MongoCollection<Document> writes, int thread, PrintStream out) {
        String last = LAST.formatted(thread);
        Document before = writes.find(Filters.eq("_id", last)).first();
        int round = before == null ? 0 : before.getInteger("last");
        while (true) {
            round++;
            writes.insertOne(
                    new Document("_id", "w_%d_%d".formatted(thread, round))
                            .append("thread", thread)
                            .append("round", round)
                            .append("dueAt", round)
                            .append("filler", "x".repeat(200)));
            writes.updateOne(
                    Filters.eq("_id", "w_%d_%d".formatted(thread, Math.max(1, round - 1))),
                    Updates.combine(Updates.unset("dueAt"), Updates.inc("version", 1)));
            writes.updateOne(
                    Filters.eq("_id", last),
                    Updates.max("last", round),
                    new UpdateOptions().upsert(true));
            out.println(thread + " " + round + " .");
        }
    }
}
