package cn.juhui.platform.lever.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Projections.include;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.platform.lever.LeverChange;
import cn.juhui.platform.lever.Levers;
import cn.juhui.platform.resilience.Ticker;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;

/// A collection of levers: `{_id: "ALIPAY", changes: [{id, paused, reason, role, by, at}, …]}`, the latest first. What is paused is looked up once a second, at
/// the side: who asks neither waits for the store nor fails with it.
public final class MongoLevers implements Levers, AutoCloseable {

    /// Levers that anybody ever pulled: each service has a few of its own, the others are merchants' endpoints.
    private static final int MOST = 10_000;

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final MongoCollection<Document> levers;
    private final Ticker ticker;
    private volatile Set<String> paused = Set.of();

    /// Looks at once, so that a process which starts knows what is paused before it does anything.
    public MongoLevers(MongoCollection<Document> levers) {
        this.levers = levers;
        look();
        this.ticker =
                new Ticker(
                        "levers-" + levers.getNamespace().getCollectionName(), EVERY, this::look);
    }

    private void look() {
        var found = new TreeSet<String>();
        for (var lever : levers.find().projection(include("changes.paused")).limit(MOST)) {
            var changes = lever.getList("changes", Document.class);
            if (!changes.isEmpty() && changes.getFirst().getBoolean("paused")) {
                found.add(lever.getString("_id"));
            }
        }
        paused = found;
    }

    /// Those of one kind, which have names of their own.
    public Levers of(String kind) {
        var prefix = kind + ".";
        return new Levers() {

            @Override
            public boolean isPaused(String name) {
                return MongoLevers.this.isPaused(prefix + name);
            }

            @Override
            public List<String> paused() {
                return MongoLevers.this.paused().stream()
                        .filter(name -> name.startsWith(prefix))
                        .map(name -> name.substring(prefix.length()))
                        .toList();
            }

            @Override
            public List<LeverChange> changes(String name) {
                return MongoLevers.this.changes(prefix + name);
            }

            @Override
            public void change(String name, LeverChange change) {
                MongoLevers.this.change(prefix + name, change);
            }
        };
    }

    @Override
    public boolean isPaused(String name) {
        return paused.contains(name);
    }

    @Override
    public List<String> paused() {
        return List.copyOf(paused);
    }

    @Override
    public List<LeverChange> changes(String name) {
        var stored = levers.find(eq("_id", name)).first();
        return stored == null
                ? List.of()
                : stored.getList("changes", Document.class).stream()
                        .map(MongoLevers::read)
                        .toList();
    }

    @Override
    public void change(String name, LeverChange change) {
        try {
            levers.updateOne(
                    and(eq("_id", name), ne("changes.id", change.id())),
                    Updates.pushEach(
                            "changes",
                            List.of(document(change)),
                            new PushOptions().position(0).slice(KEPT)),
                    new UpdateOptions().upsert(true));
        } catch (MongoWriteException e) {
            // The change is there: this is a repeated request.
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
        look();
    }

    private static Document document(LeverChange change) {
        return new Document("id", change.id())
                .append("paused", change.paused())
                .append("reason", change.reason())
                .append("role", change.by().role().name())
                .append("by", change.by().id())
                .append("at", Date.from(change.at()));
    }

    private static LeverChange read(Document stored) {
        return new LeverChange(
                stored.getString("id"),
                stored.getBoolean("paused"),
                stored.getString("reason"),
                new Actor(Role.valueOf(stored.getString("role")), stored.getString("by")),
                stored.getDate("at").toInstant());
    }

    @Override
    public void close() {
        ticker.close();
    }
}
