package cn.juhui.embeddedmongo;

import static com.mongodb.client.model.Filters.regex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `maxTimeMS` ends a command that looks at too much.
class TimeLimitTest {

    private static final int DOCUMENTS = 30_000;

    private static EmbeddedMongo mongo;
    private static MongoClient client;
    private static MongoCollection<Document> collection;

    @BeforeAll
    static void open() {
        mongo = EmbeddedMongo.inMemory("127.0.0.1", 0);
        client = MongoClients.create(mongo.uri());
        collection = client.getDatabase("limits").getCollection("many");
        collection.insertMany(
                IntStream.range(0, DOCUMENTS)
                        .mapToObj(i -> new Document("_id", i).append("text", "card " + i))
                        .toList());
    }

    @AfterAll
    static void close() {
        client.close();
        mongo.close();
    }

    @Test
    void a_find_and_a_count_that_take_longer_are_refused_with_error_50() {
        var nowhere = regex("text", "nowhere");

        assertThatThrownBy(() ->
                        collection
                                .find(nowhere)
                                .maxTime(1, TimeUnit.MILLISECONDS)
                                .into(new ArrayList<>()))
                .isInstanceOfSatisfying(
                        MongoExecutionTimeoutException.class,
                        e -> assertThat(e.getCode()).isEqualTo(50));
        assertThatThrownBy(() ->
                        collection.countDocuments(
                                nowhere, new CountOptions().maxTime(1, TimeUnit.MILLISECONDS)))
                .isInstanceOf(MongoExecutionTimeoutException.class);
    }

    @Test
    void a_command_in_time_and_one_without_a_limit_are_answered() {
        assertThat(
                        collection
                                .find(regex("text", "^card 2999.$"))
                                .maxTime(1, TimeUnit.MINUTES)
                                .into(new ArrayList<>()))
                .hasSize(10);
        assertThat(collection.countDocuments(regex("text", "7$"))).isEqualTo(DOCUMENTS / 10);
    }
}
