package cn.juhui.embeddedmongo.backend;

import cn.juhui.embeddedmongo.backend.cursor.OpenCursors;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.QueryResult;
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
            OpenCursors cursors,
            MongoDatabase database,
            DatabaseResolver databases,
            Oplog oplog,
            Commands.Next next) {
        List<Document> pipeline = Aggregation.parse(query.get("pipeline"));
        if (collection == null || pipeline.isEmpty()) {
            return next.handle(query);
        }
        Document first = pipeline.getFirst();
        Document match = first.get("$match") instanceof Document given ? given : new Document();
        boolean matches = first.get("$match") instanceof Document;
        if (!matches && !first.containsKey("$group") && !first.containsKey("$count")) {
            return next.handle(query);
        }
        int taken = matches ? 1 : 0;
        Document order = null;
        int limit = 0;
        if (matches
                && pipeline.size() > taken
                && pipeline.get(taken).get("$sort") instanceof Document sort
                && sort.values().stream().allMatch(Number.class::isInstance)) {
            order = sort;
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
        List<Document> results =
                collection.read(match, order, limit, found -> aggregation.runStages(found));
        int batchSize =
                query.get("cursor") instanceof Document cursor
                                && cursor.get("batchSize") instanceof Number size
                        ? size.intValue()
                        : 0;
        return response(
                collection.getFullName(), cursors.firstBatch(results.iterator(), batchSize));
    }

    private static Document response(String namespace, QueryResult result) {
        Document response =
                new Document(
                        "cursor",
                        new Document("id", result.getCursorId())
                                .append("ns", namespace)
                                .append("firstBatch", result.collectDocuments()));
        Utils.markOkay(response);
        return response;
    }
}
