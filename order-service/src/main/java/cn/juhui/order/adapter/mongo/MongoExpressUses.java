package cn.juhui.order.adapter.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import cn.juhui.order.application.express.ExpressUses;
import cn.juhui.order.domain.express.ExpressUse;
import cn.juhui.order.domain.express.Party;
import cn.juhui.platform.json.StateMapper;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;

/// `{_id: "CUSTOMER/<id>", version, use: {hours, open}}`: one small document each, changed by one update guarded by `version`.
public final class MongoExpressUses implements ExpressUses {

    /// A version lost to other processes this often in a row means something is broken.
    private static final int MAX_TRIES = 100;

    private final MongoCollection<Document> uses;
    private final List<Lock> locks =
            IntStream.range(0, 64).<Lock>mapToObj(i -> new ReentrantLock()).toList();

    public MongoExpressUses(MongoTemplate mongo) {
        this.uses = mongo.getCollection("express_uses");
    }

    @Override
    public ExpressUse of(Party party) {
        return decode(uses.find(eq("_id", id(party))).first());
    }

    @Override
    public void change(Party party, UnaryOperator<ExpressUse> change) {
        // The lock only spares this process its own version conflicts; the version is what guards.
        var lock = locks.get(Math.floorMod(party.hashCode(), locks.size()));
        lock.lock();
        try {
            for (int tries = 1; tries <= MAX_TRIES; tries++) {
                if (changed(party, change)) {
                    return;
                }
                LockSupport.parkNanos(Duration.ofMillis(Math.min(tries, 20)).toNanos());
            }
        } finally {
            lock.unlock();
        }
        throw new IllegalStateException(id(party) + " changes faster than it can be counted");
    }

    private boolean changed(Party party, UnaryOperator<ExpressUse> change) {
        var document = uses.find(eq("_id", id(party))).first();
        var before = decode(document);
        var after = change.apply(before);
        if (after.equals(before)) {
            return true;
        }
        var version = document == null ? 0 : document.get("version", Number.class).longValue();
        var next =
                new Document("_id", id(party))
                        .append("version", version + 1)
                        .append("use", new Document(StateMapper.toTree(after)));
        if (document != null) {
            return uses.replaceOne(and(eq("_id", id(party)), eq("version", version)), next)
                            .getMatchedCount()
                    == 1;
        }
        try {
            uses.insertOne(next);
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
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
