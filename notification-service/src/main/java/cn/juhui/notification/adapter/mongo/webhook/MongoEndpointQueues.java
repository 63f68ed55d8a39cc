package cn.juhui.notification.adapter.mongo.webhook;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Indexes.ascending;

import cn.juhui.notification.application.webhook.Claim;
import cn.juhui.notification.application.webhook.EndpointQueues;
import cn.juhui.platform.journal.QueryTime;
import cn.juhui.platform.security.SealingKeys;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;

/// Who works for which endpoint, in the endpoints' own documents ([MongoEndpoints] has the indexes).
public final class MongoEndpointQueues implements EndpointQueues {

    private static final String CLAIM = "claim";
    private static final String CLAIMED_UNTIL = "claimedUntil";
    private static final String DUE_AT = "dueAt";
    private static final String ENABLED = "enabled";

    private final MongoCollection<Document> documents;
    private final EndpointDocuments forms;

    public MongoEndpointQueues(MongoTemplate mongo, SealingKeys keys) {
        this.documents = mongo.getCollection(MongoEndpoints.COLLECTION);
        this.forms = new EndpointDocuments(keys);
    }

    /// How many endpoints have something to be sent now.
    public long due(Instant now) {
        return documents.countDocuments(lte(DUE_AT, Date.from(now)));
    }

    /// For how long the one has had it that waits longest.
    public Duration longestDue(Instant now) {
        var first = documents.find(lte(DUE_AT, Date.from(now))).sort(ascending(DUE_AT)).first();
        return first == null
                ? Duration.ZERO
                : Duration.between(first.getDate(DUE_AT).toInstant(), now);
    }

    @Override
    public Optional<Claim> claim(String endpointId, String token, Instant now, Instant until) {
        var free =
                and(eq("_id", endpointId), eq(ENABLED, true), lte(CLAIMED_UNTIL, Date.from(now)));
        return updated(
                free,
                Updates.combine(
                        Updates.set(CLAIM, token),
                        Updates.set(CLAIMED_UNTIL, Date.from(until)),
                        Updates.set(DUE_AT, Date.from(until))));
    }

    @Override
    public Optional<Claim> keep(Claim done, String token, Instant until) {
        return updated(
                and(mine(done, token), eq(ENABLED, true)),
                Updates.combine(
                        progress(done),
                        Updates.set(CLAIMED_UNTIL, Date.from(until)),
                        Updates.set(DUE_AT, Date.from(until))));
    }

    private Optional<Claim> updated(Bson which, Bson changes) {
        return Optional.ofNullable(
                        documents.findOneAndUpdate(
                                which,
                                changes,
                                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .map(forms::claim);
    }

    private static Bson mine(Claim done, String token) {
        return and(eq("_id", done.endpoint().id()), eq(CLAIM, token));
    }

    private static Bson progress(Claim done) {
        var all =
                Updates.combine(
                        Updates.set("position", done.position()),
                        Updates.set("failingSince", EndpointDocuments.date(done.failingSince())),
                        Updates.set("pausedUntil", EndpointDocuments.date(done.pausedUntil())));
        // Where nothing was to be sent once more, somebody may have asked for it meanwhile.
        return done.replaying()
                ? Updates.combine(
                        all, Updates.set("replay", EndpointDocuments.replay(done.replay())))
                : all;
    }

    @Override
    public boolean release(Claim done, String token, @Nullable Instant dueAt) {
        var letGo =
                Updates.combine(
                        progress(done),
                        Updates.unset(CLAIM),
                        Updates.set(CLAIMED_UNTIL, new Date(0)),
                        dueAt == null
                                ? Updates.unset(DUE_AT)
                                : Updates.set(DUE_AT, Date.from(dueAt)));
        var unchanged = and(mine(done, token), eq("wakes", done.wakes()));
        return documents.updateOne(unchanged, letGo).getMatchedCount() == 1
                || documents.find(mine(done, token)).first() == null;
    }

    @Override
    public boolean tellOwner(String endpointId, Instant now) {
        var claimed = and(eq("_id", endpointId), gt(CLAIMED_UNTIL, Date.from(now)));
        return documents.updateOne(claimed, Updates.inc("wakes", 1L)).getMatchedCount() == 1;
    }

    @Override
    public void dueNow(String endpointId, Instant now) {
        documents.updateOne(
                eq("_id", endpointId),
                Updates.combine(Updates.set(DUE_AT, Date.from(now)), Updates.inc("wakes", 1L)));
    }

    @Override
    public List<String> due(Instant now, int limit) {
        return documents
                .find(and(lte(DUE_AT, Date.from(now)), eq(ENABLED, true)))
                .sort(ascending(DUE_AT))
                .limit(limit)
                .projection(Projections.include("_id"))
                .maxTime(QueryTime.MOST_MILLIS, TimeUnit.MILLISECONDS)
                .map(d -> d.getString("_id"))
                .into(new ArrayList<>());
    }

    @Override
    public List<Place> enabled(Instant now) {
        return documents
                .find(eq(ENABLED, true))
                .projection(Projections.include("merchantId", "position", CLAIMED_UNTIL))
                .maxTime(QueryTime.MOST_MILLIS, TimeUnit.MILLISECONDS)
                .map(d ->
                        new Place(
                                d.getString("_id"),
                                d.getString("merchantId"),
                                EndpointDocuments.number(d, "position"),
                                d.getDate(CLAIMED_UNTIL).toInstant().isAfter(now)))
                .into(new ArrayList<>());
    }
}
