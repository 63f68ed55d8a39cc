package cn.juhui.embeddedmongo.backend;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.QueryParameters;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lets the leading `$match`, `$sort` and `$limit` of a pipeline use indexes; the library would read the whole collection.
final class Aggregates {
    private Aggregates() {}

    static Document run(
            Document query,
            @Nullable StoreCollection collection,
            MongoDatabase database,
            DatabaseResolver databases,
            Oplog oplog,
            Commands.Next next) {
        List<Document> pipeline = Aggregation.parse(query.get("pipeline"));
        if (collection == null
                || pipeline.isEmpty()
                || !(pipeline.getFirst().get("$match") instanceof Document match)) {
            return next.handle(query);
        }
        int taken = 1;
        Document find = new Document("$query", match);
        int limit = 0;
        if (pipeline.size() > taken
                && pipeline.get(taken).get("$sort") instanceof Document order
                && order.values().stream().allMatch(Number.class::isInstance)) {
            find.put("$orderby", order);
            taken++;
            if (pipeline.size() > taken
                    && pipeline.get(taken).get("$limit") instanceof Number most) {
                limit = most.intValue();
                taken++;
            }
        }
        Aggregation aggregation =
                Aggregation.fromPipeline(
                        pipeline.subList(taken, pipeline.size()),
                        databases,
                        database,
                        collection,
                        oplog);
        aggregation.validate(query);
        List<Document> found = collection.find(new QueryParameters(find, 0, limit));
        return response(collection.getFullName(), aggregation.runStages(found.stream()));
    }

    private static Document response(String namespace, List<Document> documents) {
        Document response =
                new Document(
                        "cursor",
                        new Document("id", 0L)
                                .append("ns", namespace)
                                .append("firstBatch", documents));
        Utils.markOkay(response);
        return response;
    }
}
