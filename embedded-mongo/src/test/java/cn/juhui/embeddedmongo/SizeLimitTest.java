package cn.juhui.embeddedmongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.UpdateOptions;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bson.BsonMaximumSizeExceededException;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A document has 16,777,216 bytes at most, a message 48,000,000, as in MongoDB; what is refused changes nothing.
class SizeLimitTest {
    /// Bytes of `{_id: 0 (int32), f: "…"}` without the text.
    private static final int AROUND = 4 + 1 + 4 + 4 + 1 + 2 + 4 + 1 + 1;

    /// Of these the id.
    private static final int ID = 1 + 4 + 4;

    private static final int MOST = 16_777_216;

    private static EmbeddedMongo mongo;
    private static MongoClient client;
    private final MongoCollection<Document> collection =
            client.getDatabase("sizes").getCollection("c" + System.nanoTime());

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

    private static Document ofBytes(int bytes) {
        return new Document("_id", 0).append("f", "x".repeat(bytes - AROUND));
    }

    @Test
    void a_document_of_the_largest_size_is_kept_whole() {
        collection.insertOne(ofBytes(MOST));

        assertThat(collection.find().first()).isEqualTo(ofBytes(MOST));
    }

    @Test
    void an_update_whose_result_is_too_large_is_refused_with_17419_and_changes_nothing() {
        collection.insertOne(ofBytes(MOST - 12));

        collection.updateOne(new Document("_id", 0), set("n", 1));
        var before = collection.find().first();
        assertThat(codeOf(() -> collection.updateOne(new Document("_id", 0), set("more", 1))))
                .isEqualTo(17419);
        assertThat(codeOf(() -> collection.findOneAndUpdate(new Document("_id", 0), push())))
                .isEqualTo(17419);
        assertThat(codeOf(() -> collection.updateMany(new Document(), push()))).isEqualTo(17419);
        assertThat(collection.find().first()).isEqualTo(before);
    }

    @Test
    void an_upsert_that_is_too_large_is_refused_with_17420_and_adds_nothing() {
        // Names of members make a document larger than the path that says them.
        var path = "a" + ".a".repeat(94);
        var update = new Document("$set", new Document(path, "x".repeat(MOST - 560)));

        assertThat(
                        codeOf(() ->
                                collection.updateOne(
                                        new Document("_id", 7),
                                        update,
                                        new UpdateOptions().upsert(true))))
                .isEqualTo(17420);
        assertThat(
                        codeOf(() ->
                                collection.findOneAndUpdate(
                                        new Document("_id", 7),
                                        update,
                                        new FindOneAndUpdateOptions().upsert(true))))
                .isEqualTo(17420);
        assertThat(collection.countDocuments()).isZero();
    }

    @Test
    void an_insert_that_is_too_large_is_refused_by_the_driver_and_adds_nothing() {
        assertThatThrownBy(() -> collection.insertOne(ofBytes(MOST + 1)))
                .isInstanceOf(BsonMaximumSizeExceededException.class);
        assertThat(collection.countDocuments()).isZero();
    }

    /// The store gives it its id, and makes it too large by that: no driver can see it coming.
    @Test
    void an_insert_that_is_too_large_with_its_id_is_refused_with_10334_and_adds_nothing() {
        var text = "x".repeat(MOST - AROUND + ID);
        var largest = new RawBsonDocument(new Document("f", text), new DocumentCodec());
        assertThat(largest.getByteBuffer().remaining()).isEqualTo(MOST);
        var raw = collection.withDocumentClass(RawBsonDocument.class);

        assertThat(codeOf(() -> raw.insertOne(largest))).isEqualTo(10334);
        assertThat(collection.countDocuments()).isZero();
    }

    @Test
    void a_message_that_announces_too_much_ends_its_connection() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(10_000);
            var header = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
            header.putInt(48_000_001).putInt(1).putInt(0).putInt(2013);
            socket.getOutputStream().write(header.array());

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(client.getDatabase("sizes").runCommand(new Document("ping", 1)))
                .containsKey("ok");
    }

    private static int port() {
        return java.net.URI.create(mongo.uri()).getPort();
    }

    private static Document set(String name, int value) {
        return new Document("$set", new Document(name, value));
    }

    private static Document push() {
        return new Document("$push", new Document("list", "y".repeat(100)));
    }

    private static int codeOf(Runnable write) {
        var refused = catchThrowableOfType(MongoException.class, write::run);
        assertThat(refused).isInstanceOfAny(MongoWriteException.class, MongoCommandException.class);
        return refused.getCode();
    }
}
