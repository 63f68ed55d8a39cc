package cn.juhui.evidence.adapter.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import cn.juhui.contracts.Role;
import cn.juhui.evidence.application.Places;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import java.util.List;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;

/// One document per order and side: `{_id: "<order>/<side>", taken, evidence: […]}`; the guard is in the update itself, so no two
/// uploads at the same time get the last place.
public final class MongoPlaces implements Places {

    private final MongoCollection<Document> places;
    private final int perSide;

    public MongoPlaces(MongoTemplate mongo, int perSide) {
        this.places = mongo.getCollection("evidence_places");
        this.perSide = perSide;
    }

    @Override
    public boolean take(String orderId, Role side, String evidenceId) {
        var key = orderId + "/" + side;
        var has = and(eq("_id", key), eq("evidence", evidenceId));
        return places.countDocuments(has) > 0 || add(key, evidenceId) || begin(key, evidenceId);
    }

    @Override
    public void free(String orderId, Role side, String evidenceId) {
        var has = and(eq("_id", orderId + "/" + side), eq("evidence", evidenceId));
        var change =
                Updates.combine(Updates.inc("taken", -1), Updates.pull("evidence", evidenceId));
        places.updateOne(has, change);
    }

    private boolean add(String key, String evidenceId) {
        var change = Updates.combine(Updates.inc("taken", 1), Updates.push("evidence", evidenceId));
        var free = and(eq("_id", key), lt("taken", perSide));
        return places.updateOne(free, change).getMatchedCount() == 1;
    }

    /// The side's first piece; when somebody else was first, it is not.
    private boolean begin(String key, String evidenceId) {
        var first =
                new Document("_id", key).append("taken", 1).append("evidence", List.of(evidenceId));
        return Insertion.unlessThere(places, first) || add(key, evidenceId);
    }
}
