package cn.juhui.embeddedmongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.juhui.embeddedmongo.storage.StoreLockedException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import java.nio.file.Path;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMongoTest {
    private static final String HOST = "127.0.0.1";

    @Nested
    class The_door {
        @Test
        void a_health_check_says_hello_and_is_told_that_it_may_write() {
            try (EmbeddedMongo mongo = EmbeddedMongo.inMemory(HOST, 0);
                    MongoClient client = MongoClients.create(mongo.uri())) {
                Document hello = client.getDatabase("admin").runCommand(new Document("hello", 1));
                assertThat(hello.getBoolean("isWritablePrimary")).isTrue();
                assertThat(hello.getInteger("maxWireVersion")).isPositive();
            }
        }

        @Test
        void a_taken_port_is_named() {
            try (EmbeddedMongo mongo = EmbeddedMongo.inMemory(HOST, 0)) {
                assertThatThrownBy(() -> EmbeddedMongo.inMemory(HOST, mongo.port()))
                        .isInstanceOf(PortUnavailableException.class)
                        .hasMessageContaining(String.valueOf(mongo.port()));
            }
        }

        @Test
        void a_directory_can_be_opened_once_only(@TempDir Path directory) {
            try (EmbeddedMongo mongo = EmbeddedMongo.onDisk(directory, HOST, 0)) {
                assertThat(mongo.port()).isPositive();
                assertThatThrownBy(() -> EmbeddedMongo.onDisk(directory, HOST, 0))
                        .isInstanceOf(StoreLockedException.class)
                        .hasMessageContaining(directory.toString());
            }
        }

        @Test
        void what_was_written_is_there_after_closing_and_opening(@TempDir Path directory) {
            try (EmbeddedMongo mongo = EmbeddedMongo.onDisk(directory, HOST, 0);
                    MongoClient client = MongoClients.create(mongo.uri())) {
                refunds(client).insertOne(new Document("_id", "r1").append("version", 1));
                var updated =
                        refunds(client)
                                .updateOne(
                                        and(eq("_id", "r1"), eq("version", 1)),
                                        combine(set("state", "paid"), inc("version", 1)));
                assertThat(updated.getModifiedCount()).isOne();
            }
            try (EmbeddedMongo mongo = EmbeddedMongo.onDisk(directory, HOST, 0);
                    MongoClient client = MongoClients.create(mongo.uri())) {
                assertThat(refunds(client).find())
                        .containsExactly(
                                new Document("_id", "r1")
                                        .append("version", 2)
                                        .append("state", "paid"));
            }
        }
    }

    @Test
    void documents_that_are_written_and_handed_out_are_counted_however_many_a_command_names() {
        try (EmbeddedMongo mongo = EmbeddedMongo.inMemory(HOST, 0);
                MongoClient client = MongoClients.create(mongo.uri())) {
            var refunds = refunds(client);
            refunds.insertMany(
                    List.of(
                            new Document("_id", 1),
                            new Document("_id", 2),
                            new Document("_id", 3)));
            refunds.bulkWrite(
                    List.of(
                            new UpdateOneModel<>(eq("_id", 1), set("state", "paid")),
                            new UpdateOneModel<>(eq("_id", 2), set("state", "paid")),
                            new UpdateOneModel<>(eq("_id", 9), set("state", "paid"))));
            var upsert = new UpdateOptions().upsert(true);
            refunds.updateOne(eq("_id", 4), set("state", "new"), upsert);
            refunds.findOneAndUpdate(eq("_id", 4), set("state", "paid"));
            refunds.findOneAndUpdate(
                    eq("_id", 5), set("state", "new"), new FindOneAndUpdateOptions().upsert(true));
            refunds.findOneAndUpdate(eq("_id", 9), set("state", "paid"));
            refunds.findOneAndDelete(eq("_id", 5));
            refunds.deleteOne(eq("_id", 4));
            assertThat(refunds.find().batchSize(2)).hasSize(3);

            var status = client.getDatabase("admin").runCommand(new Document("serverStatus", 1));
            assertThat(status.getEmbedded(List.of("metrics", "document"), Document.class))
                    .isEqualTo(
                            new Document("inserted", 5L)
                                    .append("updated", 3L)
                                    .append("deleted", 2L)
                                    .append("returned", 3L));
        }
    }

    private static MongoCollection<Document> refunds(MongoClient client) {
        return client.getDatabase("juhui").getCollection("refunds");
    }
}
