package cn.juhui.embeddedmongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Indexes mean what MongoDB's documentation says they mean.
class IndexTest {
    private static final int DUPLICATE_KEY = 11000;

    private static EmbeddedMongo mongo;
    private static MongoClient client;
    private static int collections;

    @BeforeAll
    static void open() {
        mongo = EmbeddedMongo.inMemory("127.0.0.1", 0);
        client = MongoClients.create(mongo.uri());
    }

    @AfterAll
    static void close() {
        client.close();
        mongo.close();
    }

    private static MongoCollection<Document> aCollection() {
        return client.getDatabase("indexes").getCollection("c" + collections++);
    }

    private static void insert(MongoCollection<Document> collection, String... documents) {
        for (String document : documents) {
            collection.insertOne(Document.parse(document));
        }
    }

    private static int refusal(MongoCollection<Document> collection, String document) {
        MongoWriteException refused =
                catchThrowableOfType(
                        MongoWriteException.class,
                        () -> collection.insertOne(Document.parse(document)));
        return refused == null ? 0 : refused.getCode();
    }

    private static String stage(MongoCollection<Document> collection, String filter, String sort) {
        Document explained =
                client.getDatabase("indexes")
                        .runCommand(
                                new Document(
                                        "explain",
                                        new Document(
                                                        "find",
                                                        collection
                                                                .getNamespace()
                                                                .getCollectionName())
                                                .append("filter", Document.parse(filter))
                                                .append("sort", Document.parse(sort))));
        Document plan =
                explained.get("queryPlanner", Document.class).get("winningPlan", Document.class);
        return plan.getString("stage") + (plan.getBoolean("sorted", false) ? " sorted" : "");
    }

    @Nested
    class A_unique_index {
        private final MongoCollection<Document> refunds = aCollection();

        @Test
        void holds_null_and_nothing_once() {
            refunds.createIndex(new Document("u", 1), new IndexOptions().unique(true));
            insert(refunds, "{_id: 1, u: 1}", "{_id: 2}");
            assertThat(refusal(refunds, "{_id: 3, u: 1}")).isEqualTo(DUPLICATE_KEY);
            assertThat(refusal(refunds, "{_id: 4, u: null}")).isEqualTo(DUPLICATE_KEY);
            assertThat(refusal(refunds, "{_id: 5, u: 2}")).isZero();
        }

        @Test
        void that_is_sparse_lets_many_be_without_the_field() {
            refunds.createIndex(new Document("u", 1), new IndexOptions().unique(true).sparse(true));
            insert(refunds, "{_id: 1}", "{_id: 2}", "{_id: 3, u: null}");
            assertThat(refusal(refunds, "{_id: 4, u: null}")).isEqualTo(DUPLICATE_KEY);
            assertThat(refunds.find(Document.parse("{u: null}"))).hasSize(3);
        }

        @Test
        void over_an_array_is_unique_between_documents_and_not_within_one() {
            refunds.createIndex(new Document("tags", 1), new IndexOptions().unique(true));
            insert(refunds, "{_id: 1, tags: [1, 1, 2]}");
            assertThat(refusal(refunds, "{_id: 2, tags: [3, 2]}")).isEqualTo(DUPLICATE_KEY);
            assertThat(refusal(refunds, "{_id: 3, tags: [3, 4]}")).isZero();
        }

        @Test
        void that_is_partial_is_unique_among_those_it_holds() {
            refunds.createIndex(
                    new Document("u", 1),
                    new IndexOptions()
                            .unique(true)
                            .partialFilterExpression(new Document("open", true)));
            insert(refunds, "{_id: 1, u: 1, open: true}", "{_id: 2, u: 1, open: false}");
            assertThat(refusal(refunds, "{_id: 3, u: 1, open: true}")).isEqualTo(DUPLICATE_KEY);
            assertThat(refunds.find(Document.parse("{u: 1}"))).hasSize(2);
            refunds.insertMany(
                    IntStream.range(10, 100)
                            .mapToObj(
                                    i -> new Document("_id", i).append("u", i).append("open", true))
                            .toList());
            assertThat(stage(refunds, "{u: 1}", "{}")).isEqualTo("COLLSCAN");
            assertThat(stage(refunds, "{u: 1, open: true}", "{}")).startsWith("IXSCAN");
        }

        @Test
        void is_not_built_over_duplicates() {
            insert(refunds, "{_id: 1, u: 1}", "{_id: 2, u: 1}");
            MongoException refused =
                    catchThrowableOfType(
                            MongoException.class,
                            () ->
                                    refunds.createIndex(
                                            new Document("u", 1), new IndexOptions().unique(true)));
            assertThat(refused.getCode()).isEqualTo(DUPLICATE_KEY);
            assertThat(refunds.listIndexes()).hasSize(1);
            assertThat(refusal(refunds, "{_id: 3, u: 1}")).isZero();
        }
    }

    @Nested
    class An_index_over_arrays {
        private final MongoCollection<Document> refunds = aCollection();

        @Test
        void finds_by_each_element_and_by_whole_ranges_over_different_elements() {
            refunds.createIndex(new Document("tags", 1));
            insert(refunds, "{_id: 1, tags: [1, 9]}", "{_id: 2, tags: [5]}", "{_id: 3, tags: []}");
            insert(refunds, "{_id: 4, tags: [7]}", "{_id: 5, tags: [8]}", "{_id: 6, tags: [8]}");
            assertThat(stage(refunds, "{tags: 9}", "{}")).startsWith("IXSCAN");
            assertThat(refunds.find(Document.parse("{tags: 9}"))).hasSize(1);
            // One element is above 8, another one below 3: that is a match without $elemMatch.
            assertThat(refunds.find(Document.parse("{tags: {$gt: 8, $lt: 3}}"))).hasSize(1);
            assertThat(refunds.find(Document.parse("{tags: {$in: [1, 9]}}"))).hasSize(1);
        }

        @Test
        void refuses_two_arrays_in_one_document() {
            refunds.createIndex(new Document("a", 1).append("b", 1));
            assertThat(refusal(refunds, "{_id: 1, a: [1, 2], b: [3]}")).isEqualTo(171);
            assertThat(refunds.find()).isEmpty();
            assertThat(refusal(refunds, "{_id: 2, a: [1, 2], b: 3}")).isZero();
        }
    }

    @Nested
    class A_query {
        private final MongoCollection<Document> refunds = aCollection();

        @Test
        void uses_an_index_for_what_it_covers_and_filters_the_rest() {
            refunds.createIndex(new Document("account", 1).append("createdAt", -1));
            refunds.insertMany(
                    IntStream.range(0, 500)
                            .mapToObj(i ->
                                    new Document("_id", i)
                                            .append("account", i % 50)
                                            .append("createdAt", new Date(i))
                                            .append("open", i % 100 == 7))
                            .toList());
            assertThat(stage(refunds, "{_id: 7, account: 7}", "{}")).isEqualTo("IDHACK");
            assertThat(stage(refunds, "{$and: [{account: 7}, {_id: 7}]}", "{}"))
                    .isEqualTo("IDHACK");
            assertThat(stage(refunds, "{account: 7, open: true}", "{}")).startsWith("IXSCAN");
            assertThat(stage(refunds, "{account: 7}", "{createdAt: -1, _id: -1}"))
                    .isEqualTo("IXSCAN sorted");
            assertThat(stage(refunds, "{account: 7}", "{createdAt: 1}")).isEqualTo("IXSCAN sorted");
            assertThat(stage(refunds, "{account: {$in: [7, 8]}}", "{createdAt: -1}"))
                    .isEqualTo("IXSCAN sorted");
            assertThat(refunds.find(Document.parse("{account: 7, open: true}"))).hasSize(5);
            assertThat(
                            refunds.find(Document.parse("{account: {$in: [7, 8]}}"))
                                    .sort(Document.parse("{createdAt: -1}"))
                                    .limit(3)
                                    .map(d -> d.getInteger("_id")))
                    .containsExactly(458, 457, 408);
        }

        @Test
        void for_more_than_fits_into_one_message_is_answered_in_batches() {
            String filler = "x".repeat(100_000);
            for (int i = 0; i < 300; i++) {
                refunds.insertOne(new Document("_id", i).append("filler", filler));
            }
            List<Integer> found = new ArrayList<>();
            refunds.find().forEach(document -> found.add(document.getInteger("_id")));
            assertThat(found).hasSize(300).isSorted();
            assertThat(refunds.countDocuments()).isEqualTo(300);
            assertThat(
                            refunds.updateMany(new Document(), Document.parse("{$set: {a: 1}}"))
                                    .getModifiedCount())
                    .isEqualTo(300);
            assertThat(refunds.deleteMany(Document.parse("{a: 1}")).getDeletedCount())
                    .isEqualTo(300);
        }
    }

    @Nested
    class A_collection {
        @Test
        void that_was_dropped_comes_back_empty_and_without_indexes() {
            MongoCollection<Document> refunds = aCollection();
            refunds.createIndex(new Document("u", 1), new IndexOptions().unique(true));
            insert(refunds, "{_id: 1, u: 1}");
            refunds.drop();
            insert(refunds, "{_id: 2, u: 1}", "{_id: 3, u: 1}");
            assertThat(refunds.find()).hasSize(2);
            assertThat(refunds.listIndexes()).hasSize(1);
        }
    }

    @Nested
    class An_index_with_a_time_to_live {
        @Test
        void deletes_what_has_outlived_it() {
            MongoCollection<Document> refunds = aCollection();
            refunds.createIndex(
                    new Document("at", 1), new IndexOptions().expireAfter(60L, TimeUnit.SECONDS));
            Instant now = Instant.now();
            for (int age : new int[] {0, 59, 61, 3600}) {
                refunds.insertOne(
                        new Document("_id", age).append("at", Date.from(now.minusSeconds(age))));
            }
            insert(refunds, "{_id: 'no date', at: 7}", "{_id: 'none'}");
            mongo.backend().expire(now);
            assertThat(refunds.find().map(d -> d.get("_id")))
                    .containsExactlyInAnyOrder(0, 59, "no date", "none");
        }
    }
}
