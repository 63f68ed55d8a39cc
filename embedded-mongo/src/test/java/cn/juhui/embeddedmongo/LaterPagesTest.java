package cn.juhui.embeddedmongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/// What a large query found is read again, page by page, while others go on writing.
class LaterPagesTest {

    private static final int DOCUMENTS = 2_000;

    @Test
    void have_whole_documents_whatever_an_update_at_that_moment_touches() throws Exception {
        try (var store = EmbeddedMongo.inMemory("127.0.0.1", 0);
                var client = MongoClients.create(store.uri())) {
            var refunds = client.getDatabase("test").getCollection("refunds");
            refunds.insertMany(
                    IntStream.range(0, DOCUMENTS)
                            .mapToObj(i ->
                                    new Document("_id", i)
                                            .append("n", 0)
                                            .append("history", List.of("x".repeat(5_000))))
                            .toList());
            var writer = Thread.ofVirtual().start(() -> update(refunds));
            try {
                for (int times = 0; times < 3; times++) {
                    var incomplete = new ArrayList<Integer>();
                    for (var one : refunds.find().batchSize(50)) {
                        if (!one.containsKey("history")) {
                            incomplete.add(one.getInteger("_id"));
                        }
                    }
                    assertThat(incomplete).isEmpty();
                }
                assertThat(writer.isAlive()).as("an update went on all the time").isTrue();
            } finally {
                writer.interrupt();
                writer.join();
            }
        }
    }

    private static void update(MongoCollection<Document> refunds) {
        for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
            try {
                refunds.updateOne(Filters.eq("_id", i % DOCUMENTS), Updates.inc("n", 1));
            } catch (com.mongodb.MongoInterruptedException e) {
                return;
            }
        }
    }
}
