package cn.juhui.embeddedmongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// One of several who write to a store that dies. It knows what each of its documents must be: what the last acknowledged
/// write made of it, or what the one write made of it to which no answer came.
final class Writer {
    private static final int DOCUMENTS = 150;

    private final String name;
    private final Random random;
    private final Map<String, Document> acknowledged = new HashMap<>();
    private @Nullable String asked;
    private @Nullable Document asItMayBe;
    private final AtomicInteger writes = new AtomicInteger();

    Writer(String name, long seed) {
        this.name = name;
        this.random = new Random(seed);
    }

    /// How many were acknowledged.
    int writes() {
        return writes.get();
    }

    /// One write and its answer.
    ///
    /// @throws com.mongodb.MongoException when no answer comes
    void write(MongoCollection<Document> collection) {
        String id = "%s_%03d".formatted(name, random.nextInt(DOCUMENTS));
        Document before = acknowledged.get(id);
        Document after = before == null ? created(id) : changed(before);
        asked = id;
        asItMayBe = after;
        if (before == null) {
            collection.insertOne(new Document(after == null ? new Document() : after));
        } else if (after == null) {
            expect(1, collection.deleteOne(Filters.eq("_id", id)).getDeletedCount());
        } else {
            update(collection, before, after);
        }
        acknowledge(id, after);
        asked = null;
        writes.incrementAndGet();
    }

    private void acknowledge(String id, @Nullable Document document) {
        if (document == null) {
            acknowledged.remove(id);
        } else {
            acknowledged.put(id, document);
        }
    }

    private Document created(String id) {
        return new Document("_id", id)
                .append("writer", name)
                .append("version", 0)
                .append("slot", name + random.nextInt(1_000_000_000))
                .append("dueAt", new Date(random.nextInt(1_000_000)))
                .append("tags", tags())
                .append("filler", "x".repeat(random.nextInt(1_500)));
    }

    private List<Integer> tags() {
        List<Integer> tags = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            tags.add(random.nextInt(8));
        }
        return tags;
    }

    /// Null deletes it.
    private @Nullable Document changed(Document before) {
        Document after = new Document(before);
        after.put("version", before.getInteger("version") + 1);
        switch (random.nextInt(5)) {
            case 0 -> after.remove("dueAt");
            case 1 -> after.put("dueAt", new Date(random.nextInt(1_000_000)));
            case 2 -> after.put("tags", tags());
            case 3 -> after.put("slot", name + random.nextInt(1_000_000_000));
            default -> {
                return null;
            }
        }
        return after;
    }

    private void update(MongoCollection<Document> collection, Document before, Document after) {
        var filter =
                Filters.and(
                        Filters.eq("_id", before.get("_id")),
                        Filters.eq("version", before.get("version")));
        Document change =
                new Document("$inc", new Document("version", 1))
                        .append(
                                "$set",
                                new Document("slot", after.get("slot"))
                                        .append("tags", after.get("tags")));
        if (after.containsKey("dueAt")) {
            change.get("$set", Document.class).append("dueAt", after.get("dueAt"));
        } else {
            change.append("$unset", new Document("dueAt", ""));
        }
        if (random.nextBoolean()) {
            expect(1, collection.updateOne(filter, change).getModifiedCount());
        } else {
            Document written =
                    collection.findOneAndUpdate(
                            filter,
                            Updates.combine(change),
                            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
            if (!after.equals(written)) {
                throw new AssertionError("Wrote " + after + " but was told " + written);
            }
        }
    }

    private static void expect(long expected, long actual) {
        if (expected != actual) {
            throw new AssertionError("Expected " + expected + " but got " + actual);
        }
    }

    /// Compares what is there with what must be, and takes over what became of the write without an answer.
    void check(MongoCollection<Document> collection, String run) {
        Map<String, Document> there = new HashMap<>();
        collection
                .find(Filters.eq("writer", name))
                .forEach(document -> there.put(document.getString("_id"), document));
        if (asked != null) {
            Document found = there.get(asked);
            boolean done = found == null ? asItMayBe == null : found.equals(asItMayBe);
            if (done) {
                acknowledge(asked, asItMayBe);
            }
            asked = null;
        }
        if (!acknowledged.equals(there)) {
            throw new AssertionError(
                    "%s: writer %s must have %s but has %s"
                            .formatted(run, name, acknowledged, there));
        }
    }
}
