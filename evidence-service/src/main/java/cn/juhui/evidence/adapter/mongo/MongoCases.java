package cn.juhui.evidence.adapter.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import cn.juhui.evidence.application.Cases;
import cn.juhui.evidence.domain.RefundCase;
import cn.juhui.platform.batch.BatchedDocuments;
import cn.juhui.platform.json.StateMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import java.util.Optional;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;

/// One small document per case: `{_id, sequence, state}`. What an event told is never undone by one that was told before it.
public final class MongoCases implements Cases {

    private static final int REMEMBERED = 10_000;

    private final MongoCollection<Document> cases;
    private final BatchedDocuments batched;

    /// Cases that are kept here for sure: what was heard of once is never forgotten.
    private final Cache<String, Boolean> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED).executor(Runnable::run).build();

    public MongoCases(MongoTemplate mongo) {
        this.cases = mongo.getCollection("cases");
        this.batched = new BatchedDocuments(cases, null);
        cases.createIndex(Indexes.ascending("state.orderId", "_id"));
    }

    @Override
    public Optional<RefundCase> find(String refundId) {
        return Optional.ofNullable(batched.read(refundId)).map(MongoCases::refund);
    }

    @Override
    public boolean isKnown(String refundId) {
        return known.getIfPresent(refundId) != null || batched.read(refundId) != null;
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
        var state = new Document(StateMapper.toTree(refund));
        // Nothing is older than the first event.
        if (sequence == 1 || !replaced(refund.refundId(), sequence, state)) {
            // Not there yet, or there with a later event: then it stays.
            batched.insert(
                    new Document("_id", refund.refundId())
                            .append("sequence", sequence)
                            .append("state", state));
        }
        known.put(refund.refundId(), true);
    }

    private boolean replaced(String refundId, long sequence, Document state) {
        var id = eq("_id", refundId);
        return batched.change(
                new BatchedDocuments.Change(
                        and(id, lt("sequence", sequence)),
                        combine(set("sequence", sequence), set("state", state)),
                        and(id, eq("sequence", sequence))));
    }
}
