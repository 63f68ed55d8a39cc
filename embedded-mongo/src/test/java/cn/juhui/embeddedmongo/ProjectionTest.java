package cn.juhui.embeddedmongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Documents that leave the store as they lie there must look like those that the library has taken apart.
class ProjectionTest {
    private static final List<String> FILTERS =
            List.of(
                    "{}",
                    "{_id: 3}",
                    "{_id: 3, a: 3}",
                    "{_id: 3, a: 4}",
                    "{$and: [{_id: 3}, {a: 3}]}",
                    "{$and: [{_id: 3}, {_id: 4}]}",
                    "{$and: [{a: 3}, {$and: [{_id: 3}]}]}",
                    "{$or: [{_id: 3}, {_id: 4}]}",
                    "{_id: {$in: [5, 1, 5, 77, 3.0]}}",
                    "{_id: {$in: [5, 1]}, 'h.c': 1}",
                    "{_id: {$in: []}}",
                    "{_id: {$in: [null, 4]}}",
                    "{_id: {$gt: 6}}",
                    "{a: {$lt: 4}}",
                    "{'h.c': 2}");

    private static MongoServer plain;
    private static EmbeddedMongo store;
    private static MongoClient expected;
    private static MongoClient actual;

    @BeforeAll
    static void open() {
        plain = new MongoServer(new MemoryBackend());
        store = EmbeddedMongo.inMemory("127.0.0.1", 0);
        expected = MongoClients.create(plain.bindAndGetConnectionString());
        actual = MongoClients.create(store.uri());
        refunds(actual).createIndex(new Document("a", 1));
        List.of(expected, actual).forEach(ProjectionTest::fill);
    }

    private static void fill(MongoClient client) {
        refunds(client)
                .insertMany(
                        IntStream.range(0, 10)
                                .mapToObj(i ->
                                        new Document("a", i)
                                                .append("_id", i)
                                                .append("退款", "text " + i)
                                                .append("s", new Document("x", 1L).append("y", 2.5))
                                                .append(
                                                        "h",
                                                        List.of(
                                                                new Document("c", i % 3),
                                                                new Document("c", 1)))
                                                .append(i % 2 == 0 ? "even" : "odd", true))
                                .toList());
    }

    @AfterAll
    static void close() {
        expected.close();
        actual.close();
        store.close();
        plain.shutdownNow();
    }

    @Nested
    class A_find {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "{h: 0}",
                    "{h: 0, s: false, nothing: 0}",
                    "{h: 0, _id: 0}",
                    "{_id: 0}",
                    "{_id: 1}",
                    "{_id: 1, a: 1}",
                    "{s: 1, a: true}",
                    "{s: 1, a: 1, _id: 0}",
                    "{even: 1, '退款': 1}",
                    "{h: 0, a: 1}",
                    "{'s.x': 1}",
                    "{'s.x': 0}",
                    "{h: {$slice: 1}}",
                    "{h: {$elemMatch: {c: 1}}}"
                })
        void shows_of_each_document_what_the_plain_memory_backend_shows(String projection) {
            for (String filter : FILTERS) {
                assertThat(found(refunds(actual), filter, projection))
                        .as("%s %s", filter, projection)
                        .isEqualTo(found(refunds(expected), filter, projection));
            }
        }

        @Test
        void comes_in_batches_when_it_is_asked_to() {
            List<Document> all =
                    refunds(actual)
                            .find()
                            .batchSize(3)
                            .sort(new Document("a", -1))
                            .into(new ArrayList<>());
            assertThat(all)
                    .extracting(d -> d.getInteger("a"))
                    .isSortedAccordingTo(Comparator.reverseOrder());
            assertThat(all).hasSize(10);
            assertThat(refunds(actual).find().skip(2).limit(3).into(new ArrayList<>()))
                    .extracting(d -> d.getInteger("_id"))
                    .containsExactly(2, 3, 4);
        }
    }

    /// As text, so that the order and the types of members count.
    private static List<String> found(
            MongoCollection<Document> refunds, String filter, String projection) {
        try {
            return refunds
                    .find(Document.parse(filter))
                    .projection(Document.parse(projection))
                    .into(new ArrayList<>())
                    .stream()
                    .map(Document::toJson)
                    .sorted()
                    .toList();
        } catch (MongoException e) {
            return List.of(String.valueOf(e.getCode()));
        }
    }

    private static MongoCollection<Document> refunds(MongoClient client) {
        return client.getDatabase("juhui").getCollection("refunds");
    }
}
