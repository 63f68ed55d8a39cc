package cn.juhui.scenarios.bench.load;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.bson.Document;

/// Years of business in minutes: copies of completed refunds, with their orders, payouts, notifications and what else the services keep of them, under
/// ids, numbers and times of their own. They are put into the store directly: nothing is told of them on a topic, and no channel paid them.
public final class StoredRefunds {

    private static final Map<String, List<String>> KEPT =
            Map.of(
                    "juhui_orders", List.of("orders", "order_numbers"),
                    "juhui_refunds", List.of("refunds"),
                    "juhui_payouts", List.of("payouts", "paymentQueues"),
                    "juhui_notifications", List.of("notifications"),
                    "juhui_evidence", List.of("cases"));

    private static final Pattern ID = Pattern.compile("[a-z]{3}_[0-9a-f]{32}");
    private static final int SAMPLES = 20;
    private static final int TOGETHER = 50;

    /// Nobody looks after, compares or expires what is that old.
    private static final Duration AGE = Duration.ofDays(40);

    private final MongoClient store;

    public StoredRefunds(MongoClient store) {
        this.store = store;
    }

    /// How many refunds are there.
    public long count() {
        return store.getDatabase("juhui_refunds").getCollection("refunds").estimatedDocumentCount();
    }

    /// Adds copies until there are so many refunds.
    ///
    /// @throws IllegalStateException when there is no completed one to copy
    public void fillUpTo(long refunds) {
        var samples = samples();
        var made = 0;
        for (var left = refunds - count(); left > 0; left -= TOGETHER) {
            var some = new HashMap<MongoCollection<Document>, List<Document>>();
            for (int i = 0; i < Math.min(left, TOGETHER); i++) {
                copy(samples.get(made++ % samples.size()), some);
            }
            some.forEach((collection, copies) ->
                    collection.insertMany(copies, new InsertManyOptions().ordered(false)));
        }
    }

    private List<Map<MongoCollection<Document>, List<Document>>> samples() {
        var samples = new ArrayList<Map<MongoCollection<Document>, List<Document>>>();
        var completed =
                store.getDatabase("juhui_refunds")
                        .getCollection("refunds")
                        .find(eq("status", "COMPLETED"))
                        .limit(SAMPLES);
        for (var refund : completed) {
            samples.add(documentsOf(refund.getString("_id"), refund.getString("orderId")));
        }
        if (samples.isEmpty()) {
            throw new IllegalStateException("No completed refund to copy");
        }
        return samples;
    }

    private Map<MongoCollection<Document>, List<Document>> documentsOf(
            String refund, String order) {
        var ids = List.of(refund, order);
        var ofThem =
                or(
                        in("_id", ids),
                        in("refundId", ids),
                        in("orderId", ids),
                        in("state.refundId", ids),
                        in("state.orderId", ids),
                        in("subject", ids));
        var documents = new LinkedHashMap<MongoCollection<Document>, List<Document>>();
        KEPT.forEach((database, names) ->
                names.forEach(name -> {
                    var collection = store.getDatabase(database).getCollection(name);
                    var found = collection.find(ofThem).into(new ArrayList<>());
                    if (!found.isEmpty()) {
                        documents.put(collection, found);
                    }
                }));
        return documents;
    }

    private static void copy(
            Map<MongoCollection<Document>, List<Document>> sample,
            Map<MongoCollection<Document>, List<Document>> into) {
        var copy = new Copy(ThreadLocalRandom.current().nextLong(AGE.toMillis()));
        sample.forEach((collection, documents) ->
                documents.forEach(document ->
                        into.computeIfAbsent(collection, _ -> new ArrayList<>())
                                .add((Document) copy.of(document, ""))));
    }

    /// One refund's documents name each other, and do so under their new ids as well.
    private static final class Copy {

        private final Map<String, String> ids = new HashMap<>();
        private final String number = UUID.randomUUID().toString().substring(0, 13);
        private final long younger;

        Copy(long younger) {
            this.younger = younger;
        }

        Object of(Object value, String name) {
            return switch (value) {
                case Document document -> {
                    var copy = new Document();
                    document.forEach((member, inner) ->
                            copy.put(member, inner == null ? null : of(inner, member)));
                    yield copy;
                }
                case List<?> list -> list.stream().map(inner -> of(inner, name)).toList();
                case Date date -> new Date(date.getTime() - AGE.toMillis() - younger);
                case String text -> text(text, name);
                default -> value;
            };
        }

        private String text(String text, String name) {
            if (name.equals("orderNo")) {
                return text + "-" + number;
            }
            return ID.matcher(text)
                    .replaceAll(found -> ids.computeIfAbsent(found.group(), Copy::next));
        }

        /// Of the same kind and time.
        private static String next(String id) {
            var random = UUID.randomUUID().toString().replace("-", "");
            return id.substring(0, 16) + random.substring(12);
        }
    }
}
