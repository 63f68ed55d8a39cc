package cn.juhui.embeddedmongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An update that touches some members must leave what the library leaves that has the whole document in its hands, in the
/// same order and of the same types.
class UpdateTest {
    private static final List<String> DOCUMENTS =
            List.of(
                    "{_id: 1, v: 1, h: [{c: 'x', n: [1, {y: 2}]}, {c: 'y'}], s: {a: 1, b: {c: 2}}, t: 'text', z: 1.5}",
                    "{_id: 1, h: [], t: null, v: 1, s: {}}",
                    "{_id: 1, v: 1, h: 'no array', s: 3, t: {}, u: [3, 1, 2]}",
                    "{_id: 1, v: {'$numberLong': '1'}, n: {'$numberDouble': '0'}, o: {'$oid': '0123456789abcdef01234567'}, d: {'$date': 5},"
                            + " b: {'$binary': {base64: 'AAEC', subType: '00'}}, f: true, r: {'$regularExpression': {pattern: 'a', options: 'i'}},"
                            + " dec: {'$numberDecimal': '1.25'}, ts: {'$timestamp': {t: 3, i: 4}}, min: {'$minKey': 1}, max: {'$maxKey': 1}, h: [[1, 2], null, '退款']}");

    private static final List<String> QUERIES =
            List.of(
                    "{_id: 1}",
                    "{_id: 1, v: 1}",
                    "{_id: 1, v: 2}",
                    "{_id: 1, 'h.c': {$ne: 'z'}}",
                    "{_id: 1, 'h.c': {$ne: 'y'}}",
                    "{'h.c': 'y'}",
                    "{'h.0.c': 'x'}",
                    "{h: {$size: 2}}",
                    "{h: 'no array'}",
                    "{$or: [{'s.a': 1}, {'s.b.c': {$exists: false}}], t: {$ne: 'x'}}",
                    "{h: {$elemMatch: {c: 'y'}}}",
                    "{u: 1}");

    private static final List<String> UPDATES =
            List.of(
                    "{$set: {v: 2, t: 'other', new: {deep: [1]}}}",
                    "{$set: {v: 1}}",
                    "{$set: {v: {'$numberLong': '1'}}}",
                    "{$set: {'s.b.c': 3, 's.d': 4}, $unset: {t: ''}}",
                    "{$unset: {h: '', s: '', nothing: ''}}",
                    "{$push: {h: {c: 'z'}}}",
                    "{$push: {h: {$each: [{c: 'z'}, 5, [6]]}}, $inc: {v: 1}, $set: {new: 1}}",
                    "{$push: {h: {$each: []}}}",
                    "{$push: {h: {$each: [7], $position: 0}}}",
                    "{$push: {h: {$each: [7], $slice: -1}}}",
                    "{$push: {u: {$each: [7], $sort: 1}}}",
                    "{$push: {'h.0.n': 9}}",
                    "{$push: {h: 1, g: 2}}",
                    "{$push: {h: 1}, $set: {'h.0': 2}}",
                    "{$push: {h: 1}, $set: {h: 2}}",
                    "{$push: {keyed: 3}, $set: {other: 1}}",
                    "{$set: {'h.$.c': 'found'}}",
                    "{$set: {'h.$.c': 'found'}, $push: {g: 1}}",
                    "{$set: {'u.$': 100}}",
                    "{$rename: {t: 'z', s: 'q.r'}}",
                    "{$rename: {h: 'moved'}}",
                    "{$addToSet: {u: 1}, $pop: {h: 1}}",
                    "{$pull: {h: {c: 'x'}}, $max: {v: 7}, $mul: {z: 2}}",
                    "{$pullAll: {u: [1, 2]}, $min: {v: 0}}",
                    "{$setOnInsert: {i: 1}, $set: {keyed: [1, 2]}}",
                    "{$set: {_id: 2}}",
                    "{$inc: {t: 1}}",
                    "{$unknown: {t: 1}}",
                    "{$set: {keyed: 1, 'part.a': 2, only: 3}}",
                    "{$unset: {keyed: '', part: ''}}",
                    "{$push: {only: 3}}",
                    "{}",
                    "{h: ['all else is gone'], v: 3}");

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
        refunds(actual).createIndex(new Document("keyed", 1), new IndexOptions().sparse(true));
        refunds(actual).createIndex(new Document("v", 1).append("t", -1));
        refunds(actual).createIndex(new Document("h.c", 1));
        refunds(actual)
                .createIndex(
                        new Document("part.a", 1),
                        new IndexOptions()
                                .partialFilterExpression(
                                        new Document("only", new Document("$gt", 2))));
    }

    @AfterAll
    static void close() {
        expected.close();
        actual.close();
        store.close();
        plain.shutdownNow();
    }

    static Stream<String> updates() {
        return UPDATES.stream();
    }

    @Nested
    class An_update {
        static Stream<String> updates() {
            return UpdateTest.updates();
        }

        @ParameterizedTest
        @MethodSource("updates")
        void leaves_what_it_leaves_in_the_plain_memory_backend(String update) {
            for (String document : DOCUMENTS) {
                for (String query : QUERIES) {
                    for (String after : List.of(update, "{$push: {h: 'last'}, $set: {v: 9}}")) {
                        String[] commands = {document, query, update, after};
                        assertThat(run(refunds(actual), commands))
                                .as("%s %s %s", document, query, update)
                                .isEqualTo(run(refunds(expected), commands));
                    }
                }
            }
            assertThat(database(actual).runCommand(new Document("validate", "refunds")))
                    .containsEntry("valid", true);
        }
    }

    /// Puts the document there, updates it twice, and tells everything that could be told.
    private static List<String> run(MongoCollection<Document> refunds, String... commands) {
        List<String> told = new ArrayList<>();
        refunds.deleteMany(new Document());
        refunds.insertOne(Document.parse(commands[0]));
        for (int i = 2; i < commands.length; i++) {
            told.add(update(refunds, Document.parse(commands[1]), Document.parse(commands[i])));
            told.add(refunds.find().into(new ArrayList<>()).toString());
        }
        return told;
    }

    private static String update(
            MongoCollection<Document> refunds, Document query, Document update) {
        try {
            boolean changes = update.keySet().stream().anyMatch(name -> name.startsWith("$"));
            return (changes ? refunds.updateOne(query, update) : refunds.replaceOne(query, update))
                    .toString();
        } catch (MongoException e) {
            return e.getCode()
                    + " "
                    + e.getMessage().replaceAll("localhost|127\\.0\\.0\\.1|:\\d+", "");
        }
    }

    private static com.mongodb.client.MongoDatabase database(MongoClient client) {
        return client.getDatabase("juhui");
    }

    private static MongoCollection<Document> refunds(MongoClient client) {
        return database(client).getCollection("refunds");
    }
}
