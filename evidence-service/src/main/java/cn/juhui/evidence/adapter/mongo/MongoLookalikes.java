package cn.juhui.evidence.adapter.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Projections.include;

import cn.juhui.evidence.application.Lookalikes;
import cn.juhui.evidence.domain.Evidence;
import cn.juhui.evidence.domain.similarity.Fingerprint;
import cn.juhui.platform.journal.QueryTime;
import cn.juhui.platform.json.StateMapper;
import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.MongoTemplate;

/// Two index look-ups in the evidence's own collection: by the hash of the bytes, and by the keys of what the picture looks like.
public final class MongoLookalikes implements Lookalikes {

    /// Per look-up: enough for every honest case, little enough for a picture that everybody has.
    private static final int MOST = 1000;

    private final MongoCollection<Document> evidence;

    public MongoLookalikes(MongoTemplate mongo) {
        this.evidence = mongo.getCollection("evidence");
    }

    @Override
    public List<Lookalike> of(Evidence piece) {
        var found = new ArrayList<>(find(eq("sha256", piece.original().sha256()), piece));
        var keys = piece.looks().keys();
        if (!keys.isEmpty()) {
            found.addAll(find(in("looks", keys), piece));
        }
        var seen = new HashSet<String>();
        return found.stream().filter(one -> seen.add(one.evidenceId())).toList();
    }

    private List<Lookalike> find(Bson same, Evidence piece) {
        return evidence.find(and(same, ne("customerId", piece.customerId())))
                .projection(include("orderId", "sha256", "state.looks", "state.refundIds"))
                .limit(MOST)
                .maxTime(QueryTime.MOST_MILLIS, TimeUnit.MILLISECONDS)
                .map(MongoLookalikes::lookalike)
                .into(new ArrayList<>());
    }

    private static Lookalike lookalike(Document found) {
        var state = found.get("state", Document.class);
        return new Lookalike(
                found.getString("_id"),
                found.getString("orderId"),
                state.getList("refundIds", String.class),
                found.getString("sha256"),
                StateMapper.fromTree(state.get("looks", Document.class), Fingerprint.class));
    }
}
