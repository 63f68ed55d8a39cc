package cn.juhui.embeddedmongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.result.UpdateResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Makes up commands that have one right answer whatever order documents lie in, all from one seed.
final class RandomCommands {
    /// A command that can be run on any collection; its answer is comparable.
    interface Command {
        @Nullable Object runOn(MongoCollection<Document> collection);
    }

    record Described(String text, Command command) {}

    private static final int IDS = 60;
    private static final List<String> FIELDS =
            List.of("a", "b", "tags", "d.x", "createdAt", "dueAt", "version");

    private final Random random;

    RandomCommands(long seed) {
        this.random = new Random(seed);
    }

    static void createIndexes(MongoCollection<Document> collection) {
        collection.createIndex(new Document("a", 1));
        collection.createIndex(new Document("a", 1).append("b", -1));
        collection.createIndex(new Document("tags", 1).append("a", 1));
        collection.createIndex(new Document("d.x", -1));
        collection.createIndex(new Document("createdAt", -1).append("_id", -1));
        collection.createIndex(new Document("b", 1).append("createdAt", 1));
        collection.createIndex(new Document("dueAt", 1), new IndexOptions().sparse(true));
        collection.createIndex(
                new Document("u", 1).append("v", 1), new IndexOptions().unique(true).sparse(true));
    }

    Described next() {
        return switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> insert();
            case 4, 5 -> updateById();
            case 6 -> updateMany();
            case 7 -> findOneAndUpdate();
            case 8 -> random.nextBoolean() ? deleteMany() : upsert();
            case 9 -> count();
            case 10 -> distinct();
            case 11 -> aggregate();
            case 12 -> page();
            default -> find();
        };
    }

    private Described insert() {
        Document document = new Document("_id", id()).append("version", 0);
        maybe(document, "a", this::value);
        maybe(document, "b", this::value);
        maybe(document, "createdAt", this::date);
        if (random.nextInt(3) == 0) {
            document.append("dueAt", date());
        }
        maybe(document, "tags", this::tags);
        maybe(document, "d", this::nested);
        maybe(document, "u", () -> random.nextInt(8));
        maybe(document, "v", () -> random.nextInt(8));
        return described(
                "insert " + document.toJson(), c -> c.insertOne(copy(document)).getInsertedId());
    }

    private static Document copy(Document document) {
        return Document.parse(document.toJson());
    }

    private Described updateById() {
        Document filter = new Document("_id", id());
        if (random.nextBoolean()) {
            filter.append("version", random.nextInt(4));
        }
        Document update = update();
        return described(
                "updateOne " + filter.toJson() + " " + update.toJson(),
                c -> result(c.updateOne(filter, update)));
    }

    private Described updateMany() {
        Document filter = filter();
        Document update = new Document("$inc", new Document("version", 1));
        switch (random.nextInt(4)) {
            case 0 -> update.append("$set", new Document("a", value()));
            case 1 -> update.append("$unset", new Document("dueAt", ""));
            case 2 -> update.append("$set", new Document("d.x", random.nextInt(5)));
            default -> update.append("$set", new Document("createdAt", date()));
        }
        return described(
                "updateMany " + filter.toJson() + " " + update.toJson(),
                c -> result(c.updateMany(filter, update)));
    }

    private Described findOneAndUpdate() {
        Document filter = filter();
        Document order = order();
        Document update = update();
        return described(
                "findOneAndUpdate " + filter.toJson() + order.toJson() + update.toJson(),
                c ->
                        c.findOneAndUpdate(
                                filter,
                                update,
                                new FindOneAndUpdateOptions()
                                        .sort(order)
                                        .returnDocument(ReturnDocument.AFTER)));
    }

    private Described deleteMany() {
        Document filter =
                new Document("_id", id()).append("version", new Document("$lt", random.nextInt(6)));
        return described(
                "deleteMany " + filter.toJson(), c -> c.deleteMany(filter).getDeletedCount());
    }

    private Described upsert() {
        Document filter = new Document("_id", id()).append("a", random.nextInt(6));
        Document update =
                new Document("$inc", new Document("version", 1))
                        .append("$setOnInsert", new Document("b", 7));
        return described(
                "upsert " + filter.toJson(),
                c -> result(c.updateOne(filter, update, new UpdateOptions().upsert(true))));
    }

    private Described count() {
        Document filter = filter();
        int limit = random.nextInt(10);
        return described(
                "count " + filter.toJson() + limit,
                c -> c.countDocuments(filter, new CountOptions().limit(limit)));
    }

    private Described distinct() {
        Document filter = filter();
        return described(
                "distinct version " + filter.toJson(),
                c -> c.distinct("version", filter, Integer.class).into(new ArrayList<>()));
    }

    private Described aggregate() {
        List<Document> pipeline =
                List.of(
                        new Document("$match", filter()),
                        new Document(
                                "$group",
                                new Document("_id", "$version")
                                        .append("n", new Document("$sum", 1))),
                        new Document("$sort", new Document("_id", 1)));
        return described(
                "aggregate " + pipeline, c -> c.aggregate(pipeline).into(new ArrayList<>()));
    }

    private Described find() {
        Document filter = filter();
        if (random.nextBoolean()) {
            return described("find " + filter.toJson(), c -> sortedById(c.find(filter)));
        }
        Document order = order();
        int skip = random.nextInt(4);
        int limit = random.nextInt(12);
        return described(
                "find " + filter.toJson() + order.toJson() + skip + "," + limit,
                c -> c.find(filter).sort(order).skip(skip).limit(limit).into(new ArrayList<>()));
    }

    /// The next page after a position in (createdAt, _id), as our services turn pages.
    private Described page() {
        boolean down = random.nextBoolean();
        String beyond = down ? "$lt" : "$gt";
        Date at = date();
        Document filter =
                new Document(
                        "$or",
                        List.of(
                                new Document("createdAt", new Document(beyond, at)),
                                new Document("createdAt", at)
                                        .append("_id", new Document(beyond, id()))));
        if (random.nextBoolean()) {
            filter.append("b", value());
        }
        int direction = down ? -1 : 1;
        Document order = new Document("createdAt", direction).append("_id", direction);
        return described(
                "page " + filter.toJson() + order.toJson(),
                c -> c.find(filter).sort(order).limit(5).into(new ArrayList<>()));
    }

    private static List<Document> sortedById(Iterable<Document> found) {
        List<Document> documents = new ArrayList<>();
        found.forEach(documents::add);
        documents.sort(Comparator.comparing(d -> d.getString("_id")));
        return documents;
    }

    private static Object result(UpdateResult result) {
        return List.of(
                result.getMatchedCount(),
                result.getModifiedCount(),
                String.valueOf(result.getUpsertedId()));
    }

    private Document update() {
        Document update = new Document("$inc", new Document("version", 1));
        switch (random.nextInt(8)) {
            case 0 -> update.append("$set", new Document("a", value()).append("b", value()));
            case 1 -> update.append("$unset", new Document("dueAt", "").append("d", ""));
            case 2 -> update.append("$push", new Document("history", random.nextInt(9)));
            case 3 -> update.append("$max", new Document("createdAt", date()));
            case 4 -> update.append("$set", new Document("d.x", value()));
            case 5 -> update.append("$set", new Document("u", random.nextInt(8)));
            case 6 -> update.append("$set", new Document("tags", tags()));
            default -> update.append("$set", new Document("dueAt", date()));
        }
        return update;
    }

    private Document order() {
        Document order = new Document();
        String field = List.of("a", "b", "createdAt", "dueAt", "version").get(random.nextInt(5));
        int direction = random.nextBoolean() ? 1 : -1;
        order.append(field, direction);
        return order.append("_id", random.nextInt(4) == 0 ? -direction : direction);
    }

    private Document filter() {
        return switch (random.nextInt(8)) {
            case 0 -> new Document("$or", List.of(conditions(1), conditions(2)));
            case 1 -> conditions(1).append("$or", List.of(conditions(1), conditions(1)));
            case 2 -> new Document("$and", List.of(conditions(1), conditions(1)));
            case 3 -> new Document("_id", new Document("$in", List.of(id(), id(), id())));
            default -> conditions(1 + random.nextInt(2));
        };
    }

    private Document conditions(int count) {
        Document conditions = new Document();
        for (int i = 0; i < count; i++) {
            String field = FIELDS.get(random.nextInt(FIELDS.size()));
            conditions.append(field, condition(field));
        }
        return conditions;
    }

    private @Nullable Object condition(String field) {
        boolean isDate = field.equals("createdAt") || field.equals("dueAt");
        return switch (random.nextInt(9)) {
            case 0, 1 -> operand(isDate);
            case 2 ->
                    new Document("$in", List.of(operand(isDate), operand(isDate), operand(isDate)));
            case 3 -> new Document("$gte", operand(isDate));
            case 4 -> new Document("$lt", operand(isDate));
            // The plain backend wants one element of an array to meet both, which MongoDB doesn't.
            case 5 ->
                    field.equals("tags")
                            ? new Document("$gt", operand(isDate))
                            : new Document("$gt", operand(isDate)).append("$lte", operand(isDate));
            case 6 -> new Document("$exists", random.nextBoolean());
            case 7 -> new Document("$ne", random.nextBoolean() ? null : operand(isDate));
            default -> null;
        };
    }

    private Object operand(boolean isDate) {
        return isDate ? date() : scalar();
    }

    private String id() {
        return "r%02d".formatted(random.nextInt(IDS));
    }

    private Object scalar() {
        return switch (random.nextInt(7)) {
            case 0 -> (long) random.nextInt(6);
            case 1 -> random.nextInt(12) / 2.0;
            case 2 -> List.of("x", "y", "退款", "z\uD83D\uDE00", "").get(random.nextInt(5));
            case 3 -> random.nextBoolean();
            default -> random.nextInt(6);
        };
    }

    private @Nullable Object value() {
        return random.nextInt(9) == 0 ? null : scalar();
    }

    private Object tags() {
        return random.nextInt(6) == 0
                ? random.nextInt(6)
                : IntStream.range(0, 1 + random.nextInt(3))
                        .mapToObj(_ -> random.nextInt(6))
                        .toList();
    }

    private Object nested() {
        return new Document("x", scalar()).append("y", random.nextInt(3));
    }

    private Date date() {
        return new Date(1_800_000_000_000L + random.nextInt(10) * 1_000L);
    }

    private interface Some {
        @Nullable Object get();
    }

    private void maybe(Document document, String field, Some value) {
        if (random.nextInt(5) > 0) {
            document.append(field, value.get());
        }
    }

    private static Described described(String text, Command command) {
        return new Described(text, command);
    }
}
