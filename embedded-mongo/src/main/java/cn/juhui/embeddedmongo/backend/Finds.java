package cn.juhui.embeddedmongo.backend;

import cn.juhui.embeddedmongo.document.Projection;
import cn.juhui.embeddedmongo.document.StoredBatch;
import cn.juhui.embeddedmongo.document.StoredDocument;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers a find with documents as they are stored, where nothing must be done to them but to leave members out.
final class Finds {
    private Finds() {}

    static Document run(Document query, @Nullable StoreCollection collection, Commands.Next next) {
        Projection projection =
                Projection.by(query.get("projection") instanceof Document fields ? fields : null);
        int skip = number(query, "skip");
        int limit = number(query, "limit");
        int batchSize = number(query, "batchSize");
        if (collection == null || projection == null || skip < 0 || limit < 0 || batchSize < 0) {
            return next.handle(query);
        }
        Document filter = query.get("filter") instanceof Document given ? given : new Document();
        Document order = query.get("sort") instanceof Document given ? given : null;
        List<StoredDocument> found =
                collection.stored(filter, order, skip, limit, batchSize, projection);
        if (found == null) {
            return next.handle(query);
        }
        Document response =
                new Document(
                        "cursor",
                        new Document("id", 0L)
                                .append("ns", collection.getFullName())
                                .append("firstBatch", new StoredBatch(found)));
        Utils.markOkay(response);
        return response;
    }

    private static int number(Document query, String name) {
        return query.get(name) instanceof Number number ? number.intValue() : 0;
    }
}
