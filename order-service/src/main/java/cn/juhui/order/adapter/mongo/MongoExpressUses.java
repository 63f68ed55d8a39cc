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
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.bson.Document;
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

    private record Wanted(
            Collection<Party> parties, UnaryOperator<Map<Party, ExpressUse>> change) {}

    public MongoExpressUses(MongoTemplate mongo) {
        this.uses = mongo.getCollection("express_uses");
    }

    @Override
    public Map<Party, ExpressUse> of(Collection<Party> parties) {
        return decode(parties, find(parties));
    }

    @Override
    public void change(Collection<Party> parties, UnaryOperator<Map<Party, ExpressUse>> change) {
        changes.ask(new Wanted(parties, change));
    }

    private List<Boolean> changeAll(List<Wanted> wanted) {
        for (int tries = 1; tries <= MAX_TRIES; tries++) {
            if (changed(wanted)) {
                return wanted.stream().map(_ -> true).toList();
            }
            LockSupport.parkNanos(Duration.ofMillis(Math.min(tries, 20)).toNanos());
        }
        throw new IllegalStateException("Express refunds come faster than they can be counted");
    }

    /// @return false when somebody else changed one of them meanwhile
    private boolean changed(List<Wanted> wanted) {
        var parties =
                wanted.stream().flatMap(one -> one.parties().stream()).collect(Collectors.toSet());
        var found = find(parties);
        var before = decode(parties, found);
        var after = new HashMap<>(before);
        for (var one : wanted) {
            var theirs = new LinkedHashMap<Party, ExpressUse>();
            one.parties().forEach(party -> theirs.put(party, after.get(party)));
            after.putAll(one.change().apply(theirs));
        }
        var writes = new ArrayList<WriteModel<Document>>();
        after.forEach((party, use) -> {
            if (!use.equals(before.get(party))) {
                writes.add(write(id(party), found.get(id(party)), use));
            }
        });
        return writes.isEmpty() || written(writes);
    }

    private Map<String, Document> find(Collection<Party> parties) {
        var found = new HashMap<String, Document>();
        uses.find(in("_id", parties.stream().map(MongoExpressUses::id).toList()))
                .forEach(document -> found.put(document.getString("_id"), document));
        return found;
    }

    private static Map<Party, ExpressUse> decode(
            Collection<Party> parties, Map<String, Document> found) {
        var uses = new LinkedHashMap<Party, ExpressUse>();
        parties.forEach(party -> uses.put(party, decode(found.get(id(party)))));
        return uses;
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
