package cn.juhui.scenarios.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.embeddedmongo.EmbeddedMongo;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import org.assertj.core.data.Percentage;
import org.bson.RawBsonDocument;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FloorDocumentTest {

    @ParameterizedTest
    @ValueSource(ints = {6, 13, 21, 37})
    void a_finished_document_is_as_large_as_the_platforms_however_many_changes_made_it(int writes) {
        var form = FloorDocument.of(writes);
        try (var mongo = EmbeddedMongo.inMemory("127.0.0.1", 0);
                var client = MongoClients.create(mongo.uri())) {
            var documents = client.getDatabase("juhui").getCollection("documents");
            var id = form.ids("6b0c5907-a90f-38fe-ec8a-f33d00000000").getFirst();
            documents.insertOne(form.first(id));
            for (int version = 2; version <= writes / FloorDocument.PER_CYCLE; version++) {
                documents.updateOne(Filters.eq("_id", id), form.change(version));
            }

            var finished = documents.find(RawBsonDocument.class).first();

            assertThat(finished.getByteBuffer().remaining())
                    .isCloseTo(FloorDocument.BYTES, Percentage.withPercentage(3));
        }
    }
}
