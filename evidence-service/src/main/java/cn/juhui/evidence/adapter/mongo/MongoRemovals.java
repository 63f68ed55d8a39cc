package cn.juhui.evidence.adapter.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

import cn.juhui.evidence.application.Removals;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.MongoTemplate;

/// One document per file that is to be looked at: `{_id: <sha256>, lookAt, claimedAt?}`. Holding and claiming are updates of that
/// one document, so one of them comes first.
public final class MongoRemovals implements Removals {

    /// Whoever claimed a file this long ago has died; a removal takes milliseconds.
    private static final Duration CLAIM = Duration.ofMinutes(10);

    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private final MongoCollection<Document> removals;

    public MongoRemovals(MongoTemplate mongo) {
        this.removals = mongo.getCollection("picture_removals");
        removals.createIndex(Indexes.ascending("lookAt"));
    }

    @Override
    public boolean hold(String sha256, Instant until) {
        var unclaimed = and(eq("_id", sha256), exists("claimedAt", false));
        return upsert(unclaimed, Updates.max("lookAt", Date.from(until)));
    }

    @Override
    public void propose(String sha256, Instant now) {
        upsert(eq("_id", sha256), Updates.setOnInsert("lookAt", Date.from(now)));
    }

    /// @return false when the document is there but isn't as the filter wants it
    private boolean upsert(Bson filter, Bson change) {
        try {
            removals.updateOne(filter, change, UPSERT);
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                // Claimed; or somebody else's insert was faster, and then it is there to be
                // updated.
                return removals.updateOne(filter, change).getMatchedCount() == 1;
            }
            throw e;
        }
    }

    @Override
    public List<String> claim(Instant now, int limit) {
        var free = or(exists("claimedAt", false), lte("claimedAt", Date.from(now.minus(CLAIM))));
        var due = and(lte("lookAt", Date.from(now)), free);
        var claimed = new ArrayList<String>();
        for (var found : removals.find(due).limit(limit).into(new ArrayList<>())) {
            var still = and(eq("_id", found.getString("_id")), due);
            if (removals.updateOne(still, Updates.set("claimedAt", Date.from(now)))
                            .getMatchedCount()
                    == 1) {
                claimed.add(found.getString("_id"));
            }
        }
        return claimed;
    }

    @Override
    public void settle(String sha256) {
        removals.deleteOne(eq("_id", sha256));
    }

    @Override
    public void putOff(String sha256, Instant until) {
        removals.updateOne(
                eq("_id", sha256),
                Updates.combine(
                        Updates.unset("claimedAt"), Updates.set("lookAt", Date.from(until))));
    }
}
