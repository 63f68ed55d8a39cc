package cn.juhui.embeddedmongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.nor;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A regular expression is for texts: nothing else matches one, as in MongoDB.
class PatternTest {

    private EmbeddedMongo mongo;
    private MongoClient client;
    private MongoCollection<Document> things;

    @BeforeEach
    void open() {
        mongo = EmbeddedMongo.inMemory("127.0.0.1", 0);
        client = MongoClients.create(mongo.uri());
        things = client.getDatabase("juhui").getCollection("things");
        things.insertMany(
                List.of(
                        new Document("_id", 17).append("is", "number"),
                        new Document("_id", 7L).append("is", "long"),
                        new Document("_id", new Date(7)).append("is", "time"),
                        new Document("_id", new Document("a", 7)).append("is", "document"),
                        new Document("_id", "x7")
                                .append("is", "text")
                                .append("tags", List.of("a7", "b")),
                        new Document("_id", "x8")
                                .append("is", "other")
                                .append("tags", List.of(7, 8))));
    }

    @AfterEach
    void close() {
        client.close();
        mongo.close();
    }

    private List<String> found(Bson filter) {
        return things.find(filter).map(d -> d.getString("is")).into(new ArrayList<>());
    }

    @Test
    void numbers_times_and_documents_match_none() {
        assertThat(found(regex("_id", "7"))).containsExactly("text");
        assertThat(found(new Document("_id", new Document("$regex", "7")))).containsExactly("text");
        assertThat(things.countDocuments(regex("_id", "."))).isEqualTo(2);
        assertThat(things.deleteMany(regex("_id", "^1")).getDeletedCount()).isZero();
    }

    @Test
    void an_array_does_when_one_of_its_texts_does() {
        assertThat(found(regex("tags", "^a"))).containsExactly("text");
        assertThat(found(regex("tags", "7"))).containsExactly("text");
    }

    @Test
    void who_does_not_is_found_by_its_contrary() {
        assertThat(found(not(regex("_id", "7"))))
                .containsExactlyInAnyOrder("number", "long", "time", "document", "other");
        assertThat(found(nor(regex("_id", "7")))).hasSize(5);
    }

    @Test
    void it_can_stand_beside_other_conditions() {
        assertThat(found(and(regex("_id", "x"), ne("_id", "x7")))).containsExactly("other");
        var both =
                new Document(
                        "_id",
                        new Document("$regex", "X").append("$options", "i").append("$ne", "x7"));
        assertThat(found(both)).containsExactly("other");
        assertThat(found(or(regex("_id", "7"), eq("is", "time"))))
                .containsExactlyInAnyOrder("text", "time");
    }
}
