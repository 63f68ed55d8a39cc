package cn.juhui.order.adapter.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import cn.juhui.order.application.express.ExpressUses;
import cn.juhui.order.domain.express.ExpressUse;
import cn.juhui.order.domain.express.Party;
import cn.juhui.platform.batch.Batcher;
import cn.juhui.platform.json.StateMapper;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;

/// `{_id: "CUSTOMER/<id>", version, use: {hours, open}}`: one small document each, changed by one update guarded by `version`. What several refunds change at the same time is
/// one change of each document.
public final class MongoExpressUses implements ExpressUses {

    /// A version lost to other processes this often in a row means something is broken.
    private static final int MAX_TRIES = 100;

    private static final int AT_ONCE = 200;

    private final MongoCollection<Document> uses;
    private final Batcher<Wanted, Boolean> changes = new Batcher<>(AT_ONCE, this::changeAll);

    private record Wanted(Party party, UnaryOperator<ExpressUse> change) {}

    public MongoExpressUses(MongoTemplate mongo) {
        this.uses = mongo.getCollection("express_uses");
    }

    @Override
    public ExpressUse of(Party party) {
        return decode(uses.find(eq("_id", id(party))).first());
    }

    @Override
    public void change(Party party, UnaryOperator<ExpressUse> change) {
        changes.ask(new Wanted(party, change));
    }

    private List<Boolean> changeAll(List<Wanted> wanted) {
        var parties = new LinkedHashMap<String, List<UnaryOperator<ExpressUse>>>();
        wanted.forEach(one ->
                parties.computeIfAbsent(id(one.party()), _ -> new ArrayList<>()).add(one.change()));
        for (int tries = 1; tries <= MAX_TRIES; tries++) {
            if (changed(parties)) {
                return wanted.stream().map(_ -> true).toList();
            }
            LockSupport.parkNanos(Duration.ofMillis(Math.min(tries, 20)).toNanos());
        }
        throw new IllegalStateException(
                parties.keySet() + " change faster than they can be counted");
    }

    /// @return false when somebody else changed one of them meanwhile
    private boolean changed(Map<String, List<UnaryOperator<ExpressUse>>> parties) {
        var found = new HashMap<String, Document>();
        uses.find(ids(parties)).forEach(document -> found.put(document.getString("_id"), document));
        var writes = new ArrayList<WriteModel<Document>>();
        parties.forEach((id, wanted) -> {
            var document = found.get(id);
            var before = decode(document);
            var after = before;
            for (var change : wanted) {
                after = change.apply(after);
            }
            if (!after.equals(before)) {
                writes.add(write(id, document, after));
            }
        });
        return writes.isEmpty() || written(writes);
    }

    private static Bson ids(Map<String, ?> parties) {
        return parties.size() == 1
                ? eq("_id", parties.keySet().iterator().next())
                : in("_id", parties.keySet());
    }

    private static WriteModel<Document> write(
            String id, @Nullable Document document, ExpressUse after) {
        var version = document == null ? 0 : document.get("version", Number.class).longValue();
        var next =
                new Document("_id", id)
                        .append("version", version + 1)
                        .append("use", new Document(StateMapper.toTree(after)));
        return document == null
                ? new InsertOneModel<>(next)
                : new ReplaceOneModel<>(and(eq("_id", id), eq("version", version)), next);
    }

    private boolean written(List<WriteModel<Document>> writes) {
        try {
            var result = uses.bulkWrite(writes, new BulkWriteOptions().ordered(false));
            return result.getMatchedCount() + result.getInsertedCount() == writes.size();
        } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() == null
                    && e.getWriteErrors().stream()
                            .allMatch(
                                    error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY)) {
                return false;
            }
            throw e;
        }
    }

    private static ExpressUse decode(@Nullable Document document) {
        return document == null
                ? ExpressUse.NOTHING
                : StateMapper.fromTree(document.get("use", Document.class), ExpressUse.class);
    }

    private static String id(Party party) {
        return party.kind() + "/" + party.id();
    }
}
