package cn.juhui.embeddedmongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the store can't do right it refuses with MongoDB's code, on an empty collection too, and does nothing.
class RefusalTest {
    private static EmbeddedMongo mongo;
    private static MongoClient client;

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

    @Nested
    class Refused {
        @ParameterizedTest(name = "{1}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "115 | {find: 'c', filter: {a: 1}, collation: {locale: 'zh'}}",
                    "115 | {find: 'c', filter: {$text: {$search: 'x'}}}",
                    "115 | {find: 'c', filter: {$where: 'true'}}",
                    "115 | {find: 'c', filter: {$and: [{$jsonSchema: {required: ['a']}}]}}",
                    "115 | {find: 'c', filter: {at: {$geoWithin: {$center: [[0, 0], 1]}}}}",
                    "115 | {find: 'c', filter: {}, tailable: true}",
                    "115 | {count: 'c', query: {$text: {$search: 'x'}}}",
                    "115 | {create: 'd', validator: {$jsonSchema: {required: ['a']}}}",
                    "115 | {create: 'd', viewOn: 'c', pipeline: []}",
                    "115 | {create: 'd', timeseries: {timeField: 't'}}",
                    "115 | {create: 'd', collation: {locale: 'zh'}}",
                    "115 | {update: 'c', updates: [{q: {a: 1}, u: [{$set: {b: '$a'}}]}]}",
                    "115 | {update: 'c', updates: [{q: {a: 1}, u: {$set: {b: 1}}, collation:"
                            + " {locale: 'zh'}}]}",
                    "115 | {delete: 'c', deletes: [{q: {$where: 'true'}, limit: 0}]}",
                    "115 | {findAndModify: 'c', query: {a: 1}, update: [{$set: {b: '$a'}}]}",
                    "115 | {aggregate: 'c', pipeline: [{$geoNear: {near: [0, 0], distanceField:"
                            + " 'd'}}], cursor: {}}",
                    "40573 | {aggregate: 'c', pipeline: [{$changeStream: {}}], cursor: {}}",
                    "40324 | {aggregate: 'c', pipeline: [{$setWindowFields: {}}], cursor: {}}",
                    "20 | {insert: 'c', documents: [{a: 1}], txnNumber: {$numberLong: '1'},"
                            + " autocommit: false, startTransaction: true}",
                    "115 | {createIndexes: 'c', indexes: [{key: {a: 'text'}, name: 'i'}]}",
                    "115 | {createIndexes: 'c', indexes: [{key: {a: '2dsphere'}, name: 'i'}]}",
                    "115 | {createIndexes: 'c', indexes: [{key: {a: 'hashed'}, name: 'i'}]}",
                    "115 | {createIndexes: 'c', indexes: [{key: {'$**': 1}, name: 'i'}]}",
                    "197 | {createIndexes: 'c', indexes: [{key: {a: 1}, name: 'i', collation:"
                            + " {locale: 'zh'}}]}",
                    "197 | {createIndexes: 'c', indexes: [{key: {a: 1}, name: 'i', hidden: true}]}",
                    "59 | {commitTransaction: 1}",
                    "115 | {fsync: 1, lock: true}",
                })
        void with_its_code(int code, String command) {
            MongoDatabase database = client.getDatabase("refusals");
            MongoCommandException refused =
                    catchThrowableOfType(
                            MongoCommandException.class,
                            () -> database.runCommand(Document.parse(command)));
            assertThat(refused).as(command).isNotNull();
            assertThat(refused.getErrorCode()).as(refused.getMessage()).isEqualTo(code);
            assertThat(database.listCollectionNames()).isEmpty();
        }
    }

    @Nested
    class A_sort_without_an_index {
        @Test
        void is_refused_when_it_takes_more_memory_than_there_is_to_spare() {
            var collection = client.getDatabase("sorts").getCollection("c");
            String filler = "x".repeat(1 << 20);
            for (int i = 0; i < 40; i++) {
                collection.insertOne(new Document("_id", i).append("a", -i).append("f", filler));
            }
            MongoCommandException refused =
                    catchThrowableOfType(
                            MongoCommandException.class,
                            () -> collection.find().sort(new Document("a", 1)).first());
            // A limit of one needs no more than one document.
            assertThat(refused).isNull();
            long most = Math.clamp(Runtime.getRuntime().maxMemory() / 32, 4L << 20, 100L << 20);
            for (int i = 40; i * 3L << 20 < most; i++) {
                collection.insertOne(new Document("_id", i).append("a", -i).append("f", filler));
            }
            refused =
                    catchThrowableOfType(
                            MongoCommandException.class,
                            () -> collection.find().sort(new Document("a", 1)).iterator());
            assertThat(refused).isNotNull();
            assertThat(refused.getErrorCode()).isEqualTo(292);
            collection.createIndex(new Document("a", 1));
            assertThat(collection.find().sort(new Document("a", 1)).first()).containsKey("f");
        }
    }
}
