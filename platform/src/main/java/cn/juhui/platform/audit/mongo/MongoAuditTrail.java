package cn.juhui.platform.audit.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Indexes.ascending;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.platform.audit.AuditEntry;
import cn.juhui.platform.audit.AuditTrail;
import cn.juhui.platform.journal.QueryTime;
import cn.juhui.platform.kernel.Ids;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;

/// `audit`: `{_id: "aud_…", at, role, actor, action, subject, reason?, outcome?, before?, after?}`.
public final class MongoAuditTrail implements AuditTrail {

    private final MongoCollection<Document> entries;
    private final Clock clock;

    /// @param clock real time
    public MongoAuditTrail(MongoTemplate mongo, Clock clock) {
        this.entries = mongo.getCollection("audit");
        this.clock = clock;
        entries.createIndex(ascending("actor", "_id"));
        entries.createIndex(ascending("subject", "_id"));
    }

    @Override
    public String note(Actor actor, String action, String subject, @Nullable String reason) {
        var id = Ids.next("aud");
        entries.insertOne(
                new Document("_id", id)
                        .append("at", Date.from(clock.instant()))
                        .append("role", actor.role().name())
                        .append("actor", actor.id())
                        .append("action", action)
                        .append("subject", subject)
                        .append("reason", reason));
        return id;
    }

    @Override
    public void ended(String id, String outcome, @Nullable String reason) {
        entries.updateOne(eq("_id", id), ending(outcome, reason));
    }

    @Override
    public void ended(
            String id,
            String outcome,
            @Nullable String reason,
            Map<String, Object> before,
            Map<String, Object> after) {
        entries.updateOne(
                eq("_id", id),
                Updates.combine(
                        ending(outcome, reason),
                        Updates.set("before", new Document(before)),
                        Updates.set("after", new Document(after))));
    }

    private static Bson ending(String outcome, @Nullable String reason) {
        var ended = Updates.set("outcome", outcome);
        return reason == null ? ended : Updates.combine(ended, Updates.set("reason", reason));
    }

    @Override
    public List<AuditEntry> list(Sought sought, @Nullable String before, int limit) {
        var filters = new ArrayList<Bson>();
        add(filters, "actor", sought.actor());
        add(filters, "action", sought.action());
        add(filters, "subject", sought.subject());
        if (sought.from() != null) {
            filters.add(gte("at", date(sought.from())));
        }
        if (sought.to() != null) {
            filters.add(lt("at", date(sought.to())));
        }
        if (before != null) {
            filters.add(lt("_id", before));
        }
        return entries.find(filters.isEmpty() ? new Document() : and(filters))
                .sort(Sorts.descending("_id"))
                .limit(limit)
                .maxTime(QueryTime.MOST_MILLIS, TimeUnit.MILLISECONDS)
                .map(MongoAuditTrail::read)
                .into(new ArrayList<>());
    }

    private static void add(List<Bson> filters, String member, @Nullable String value) {
        if (value != null) {
            filters.add(eq(member, value));
        }
    }

    private static Date date(Instant at) {
        return Date.from(at);
    }

    private static AuditEntry read(Document d) {
        return new AuditEntry(
                d.getString("_id"),
                d.getDate("at").toInstant(),
                new Actor(Role.valueOf(d.getString("role")), d.getString("actor")),
                d.getString("action"),
                d.getString("subject"),
                d.getString("reason"),
                d.getString("outcome"),
                d.get("before", Document.class),
                d.get("after", Document.class));
    }
}
