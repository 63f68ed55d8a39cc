package cn.juhui.notification.adapter.mongo.webhook;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;

import cn.juhui.notification.application.webhook.Deliveries;
import cn.juhui.notification.domain.webhook.Delivery;
import cn.juhui.platform.journal.QueryTime;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;

/// Deliveries, one document each. That an endpoint has an event once is a unique index; what waits, which is mostly little, has indexes of its own.
public final class MongoDeliveries implements Deliveries {

    private static final String ENDPOINT = "endpointId";
    private static final String STATE = "state";
    private static final String SUBJECT = "subject";
    private static final String POSITION = "position";
    private static final String DUE_AT = "dueAt";
    private static final String MERCHANT = "merchantId";
    private static final Bson PENDING = eq(STATE, Delivery.State.PENDING.name());

    private final MongoCollection<Document> documents;

    public MongoDeliveries(MongoTemplate mongo) {
        this.documents = mongo.getCollection("webhookDeliveries");
        documents.createIndex(ascending(ENDPOINT, "eventId"), new IndexOptions().unique(true));
        documents.createIndex(compoundIndex(ascending(MERCHANT), descending("_id")));
        documents.createIndex(compoundIndex(ascending(ENDPOINT), descending("_id")));
        documents.createIndex(
                ascending(ENDPOINT, DUE_AT, POSITION),
                new IndexOptions().partialFilterExpression(PENDING));
        documents.createIndex(
                ascending(ENDPOINT, SUBJECT, POSITION),
                new IndexOptions().partialFilterExpression(PENDING));
        documents.createIndex(
                ascending("expiresAt"), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
    }

    @Override
    public void add(List<Delivery> deliveries) {
        try {
            documents.insertMany(
                    deliveries.stream().map(DeliveryDocuments::of).toList(),
                    new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            if (e.getWriteErrors().stream()
                    .anyMatch(error -> error.getCategory() != ErrorCategory.DUPLICATE_KEY)) {
                throw e;
            }
        }
    }

    @Override
    public Optional<Delivery> find(String merchantId, String id) {
        return find(and(eq("_id", id), eq(MERCHANT, merchantId)), ascending("_id"), 1).stream()
                .findFirst();
    }

    @Override
    public List<Delivery> list(
            String merchantId, Filter filter, @Nullable String before, int limit) {
        var all = new ArrayList<Bson>();
        all.add(eq(MERCHANT, merchantId));
        addIfAsked(all, ENDPOINT, filter.endpointId());
        addIfAsked(all, "eventId", filter.eventId());
        addIfAsked(all, STATE, filter.state() == null ? null : filter.state().name());
        addIfAsked(all, "type", filter.type());
        if (before != null) {
            all.add(lt("_id", before));
        }
        return find(and(all), descending("_id"), limit);
    }

    private static void addIfAsked(List<Bson> filters, String member, @Nullable String value) {
        if (value != null) {
            filters.add(eq(member, value));
        }
    }

    @Override
    public List<Delivery> ofEvents(String endpointId, Collection<String> eventIds) {
        return find(
                and(eq(ENDPOINT, endpointId), in("eventId", eventIds)),
                ascending("eventId"),
                Math.max(1, eventIds.size()));
    }

    @Override
    public List<Delivery> pending(String endpointId, int limit) {
        return find(waiting(endpointId), ascending(DUE_AT, POSITION), limit);
    }

    @Override
    public List<Delivery> pendingAbout(String endpointId, Collection<String> subjects) {
        return documents
                .find(and(waiting(endpointId), in(SUBJECT, subjects)))
                .maxTime(QueryTime.MOST_MILLIS, TimeUnit.MILLISECONDS)
                .map(DeliveryDocuments::read)
                .into(new ArrayList<>());
    }

    private static Bson waiting(String endpointId) {
        return and(PENDING, eq(ENDPOINT, endpointId));
    }

    private List<Delivery> find(Bson filter, Bson order, int limit) {
        return documents
                .find(filter)
                .sort(order)
                .limit(limit)
                .maxTime(QueryTime.MOST_MILLIS, TimeUnit.MILLISECONDS)
                .map(DeliveryDocuments::read)
                .into(new ArrayList<>());
    }

    @Override
    public boolean change(Delivery changed) {
        var before = and(eq("_id", changed.id()), eq("version", changed.version() - 1));
        return documents.replaceOne(before, DeliveryDocuments.of(changed)).getMatchedCount() == 1;
    }

    @Override
    public void postpone(String endpointId, String subject, Instant until) {
        var earlier = and(waiting(endpointId), eq(SUBJECT, subject), lt(DUE_AT, Date.from(until)));
        documents.updateMany(earlier, Updates.set(DUE_AT, Date.from(until)));
    }

    @Override
    public void hasten(String endpointId, String subject, long position, Instant now) {
        var upTo =
                and(
                        waiting(endpointId),
                        eq(SUBJECT, subject),
                        lte(POSITION, position),
                        gt(DUE_AT, Date.from(now)));
        documents.updateMany(upTo, Updates.set(DUE_AT, Date.from(now)));
    }

    @Override
    public void removeOf(String endpointId) {
        documents.deleteMany(eq(ENDPOINT, endpointId));
    }
}
