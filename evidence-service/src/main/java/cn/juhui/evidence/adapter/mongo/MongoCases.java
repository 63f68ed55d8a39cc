package cn.juhui.evidence.adapter.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.descending;

import cn.juhui.evidence.application.Cases;
import cn.juhui.evidence.domain.RefundCase;
import cn.juhui.platform.json.StateMapper;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import java.util.Optional;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;

/// One small document per case: `{_id, sequence, state}`. What an event told is never undone by one that was told before it.
public final class MongoCases implements Cases {

    private final MongoCollection<Document> cases;

    public MongoCases(MongoTemplate mongo) {
        this.cases = mongo.getCollection("cases");
        cases.createIndex(Indexes.ascending("state.orderId", "_id"));
    }

    @Override
    public Optional<RefundCase> find(String refundId) {
        return Optional.ofNullable(cases.find(eq("_id", refundId)).first()).map(MongoCases::refund);
    }

    @Override
    public Optional<RefundCase> openOf(String orderId) {
        for (var found : cases.find(eq("state.orderId", orderId)).sort(descending("_id"))) {
            var refund = refund(found);
            if (refund.endedAt() == null) {
                return Optional.of(refund);
            }
        }
        return Optional.empty();
    }

    private static RefundCase refund(Document found) {
        return StateMapper.fromTree(found.get("state", Document.class), RefundCase.class);
    }

    @Override
    public void keep(RefundCase refund, long sequence) {
        var document =
                new Document("_id", refund.refundId())
                        .append("sequence", sequence)
                        .append("state", new Document(StateMapper.toTree(refund)));
        var older = and(eq("_id", refund.refundId()), lt("sequence", sequence));
        // Nothing is older than the first event.
        if (sequence == 1 || cases.replaceOne(older, document).getMatchedCount() == 0) {
            // Not there yet, or there with a later event: then it stays.
            Insertion.unlessThere(cases, document);
        }
    }
}
