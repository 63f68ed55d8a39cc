package cn.juhui.platform.journal.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/// Aggregates whose time has come, each claimed by one of the instances that look for them.
record Claims(MongoCollection<Document> documents) {

    /// How long a claimed deadline belongs to the instance that claimed it.
    private static final Duration CLAIM = Duration.ofSeconds(30);

    List<String> due(Instant now, int limit) {
        var claimed = new ArrayList<String>();
        for (var due :
                documents
                        .find(lte("dueAt", Date.from(now)))
                        .projection(include("dueAt"))
                        .sort(Sorts.ascending("dueAt"))
                        .limit(limit)) {
            var id = due.getString("_id");
            var unchanged = and(eq("_id", id), eq("dueAt", due.getDate("dueAt")));
            var later = Updates.set("dueAt", Date.from(now.plus(CLAIM)));
            if (documents.updateOne(unchanged, later).getMatchedCount() == 1) {
                claimed.add(id);
            }
        }
        return claimed;
    }

    void pauseDue(String id, Instant claimedAt, Instant until) {
        var claimed = and(eq("_id", id), eq("dueAt", Date.from(claimedAt.plus(CLAIM))));
        documents.updateOne(claimed, Updates.set("dueAt", Date.from(until)));
    }

    List<String> waiting(Instant now, int limit) {
        var claimed = new ArrayList<String>();
        for (var waiting :
                documents
                        .find(lte("lookAt", Date.from(now)))
                        .projection(include("lookAt", "lookedAfter"))
                        .sort(Sorts.ascending("lookAt"))
                        .limit(limit)) {
            var id = waiting.getString("_id");
            var looks = waiting.get("lookedAfter", Number.class).intValue() + 1;
            var unchanged = and(eq("_id", id), eq("lookAt", waiting.getDate("lookAt")));
            var later =
                    Updates.combine(
                            Updates.set("lookAt", Date.from(Waiting.next(now, looks))),
                            Updates.set("lookedAfter", looks));
            if (documents.updateOne(unchanged, later).getMatchedCount() == 1) {
                claimed.add(id);
            }
        }
        return claimed;
    }
}
