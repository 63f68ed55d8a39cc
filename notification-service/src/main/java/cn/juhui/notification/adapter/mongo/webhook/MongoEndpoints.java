package cn.juhui.notification.adapter.mongo.webhook;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Indexes.ascending;

import cn.juhui.notification.application.webhook.Claim;
import cn.juhui.notification.application.webhook.Endpoints;
import cn.juhui.notification.domain.webhook.Endpoint;
import cn.juhui.platform.journal.QueryTime;
import cn.juhui.platform.process.WrongVariablesException;
import cn.juhui.platform.security.SealingKeys;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;

/// Endpoints, one document each ([EndpointDocuments]).
public final class MongoEndpoints implements Endpoints {

    static final String COLLECTION = "webhookEndpoints";

    private static final String VERSION = "version";
    private static final String CLAIMED_UNTIL = "claimedUntil";
    private static final String DUE_AT = "dueAt";
    private static final String ENABLED = "enabled";
    private static final String MERCHANT = "merchantId";
    private static final String PLACE = "place";

    /// The version that an endpoint had when it was disabled, as long as nobody was told.
    private static final String UNTOLD = "untold";

    private final MongoCollection<Document> documents;
    private final EndpointDocuments forms;
    private final SealingKeys keys;

    /// @throws WrongVariablesException when an endpoint's secret needs a key that isn't given
    public MongoEndpoints(MongoTemplate mongo, SealingKeys keys) {
        this.documents = mongo.getCollection(COLLECTION);
        this.keys = keys;
        this.forms = new EndpointDocuments(keys);
        documents.createIndex(ascending(MERCHANT, "_id"));
        documents.createIndex(ascending(EndpointDocuments.SEALED_BY));
        documents.createIndex(
                ascending(DUE_AT), new IndexOptions().partialFilterExpression(exists(DUE_AT)));
        documents.createIndex(
                ascending(ENABLED), new IndexOptions().partialFilterExpression(eq(ENABLED, true)));
        // Each endpoint has one of its merchant's places, so that no two take the last one.
        documents.createIndex(
                ascending(MERCHANT, PLACE),
                new IndexOptions().unique(true).partialFilterExpression(exists(PLACE)));
        documents.createIndex(
                ascending(UNTOLD), new IndexOptions().partialFilterExpression(exists(UNTOLD)));
        refuseMissingKeys();
    }

    /// Whether there is one, whoever's it is.
    public boolean isThere(String id) {
        return documents.countDocuments(eq("_id", id)) > 0;
    }

    private void refuseMissingKeys() {
        var complaints = new TreeSet<String>();
        var given = List.copyOf(keys.ids());
        for (var id :
                documents
                        .distinct(
                                EndpointDocuments.SEALED_BY,
                                nin(EndpointDocuments.SEALED_BY, given),
                                String.class)
                        .maxTime(1, TimeUnit.MINUTES)
                        .into(new ArrayList<>())) {
            if (!given.contains(id)) {
                complaints.add(
                        "WEBHOOK_KEYS: the key with the id %s is missing, and secrets of endpoints in the store need it; put it back behind the first one"
                                .formatted(id));
            }
        }
        if (!complaints.isEmpty()) {
            throw new WrongVariablesException(complaints);
        }
    }

    /// Seals with the first key what another one sealed, so that the others can be taken away.
    public void reseal() {
        var others = keys.ids().stream().filter(id -> !id.equals(keys.id())).toList();
        if (others.isEmpty()) {
            return;
        }
        for (var d :
                documents
                        .find(in(EndpointDocuments.SEALED_BY, others))
                        .limit(500)
                        .into(new ArrayList<>())) {
            var sealed = forms.settings(forms.endpoint(d));
            documents.updateOne(
                    and(eq("_id", d.getString("_id")), eq(VERSION, d.get(VERSION))),
                    Updates.set("secrets", sealed.get("secrets")));
        }
    }

    @Override
    public boolean add(Endpoint endpoint, long position, int most) {
        var document = new Document("_id", endpoint.id());
        document.putAll(forms.settings(endpoint));
        document.append("position", position)
                .append("wakes", 0L)
                .append(CLAIMED_UNTIL, new Date(0));
        while (true) {
            var place = freePlace(endpoint.merchantId(), most);
            if (place < 0) {
                return false;
            }
            try {
                documents.insertOne(document.append(PLACE, place));
                return true;
            } catch (MongoWriteException e) {
                if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY
                        || documents.find(eq("_id", endpoint.id())).first() != null) {
                    throw e;
                }
            }
        }
    }

    /// @return the first that no endpoint of the merchant has; negative when it has so many already. Those of earlier versions have none: as many are left out
    private int freePlace(String merchantId, int most) {
        var taken = new BitSet();
        var all = 0;
        for (var d :
                documents.find(eq(MERCHANT, merchantId)).projection(Projections.include(PLACE))) {
            all++;
            var place = d.getInteger(PLACE);
            if (place != null) {
                taken.set(place);
            }
        }
        var free = taken.nextClearBit(0);
        var places = most - (all - taken.cardinality());
        return all < most && free < places ? free : -1;
    }

    @Override
    public Optional<Endpoint> find(String merchantId, String id) {
        return Optional.ofNullable(
                        documents.find(and(eq("_id", id), eq(MERCHANT, merchantId))).first())
                .map(forms::endpoint);
    }

    @Override
    public List<Endpoint> list(String merchantId, @Nullable String after, int limit) {
        var mine = eq(MERCHANT, merchantId);
        return documents
                .find(after == null ? mine : and(mine, gt("_id", after)))
                .sort(ascending("_id"))
                .limit(limit)
                .maxTime(QueryTime.MOST_MILLIS, TimeUnit.MILLISECONDS)
                .map(forms::endpoint)
                .into(new ArrayList<>());
    }

    @Override
    public boolean change(Endpoint changed, @Nullable Long position) {
        var all = settings(changed);
        if (position != null) {
            all.add(Updates.set("position", position));
            all.add(Updates.set("failingSince", null));
            all.add(Updates.set("pausedUntil", null));
            all.add(Updates.set(DUE_AT, new Date()));
        }
        return change(changed, all);
    }

    private List<Bson> settings(Endpoint changed) {
        var all = new ArrayList<Bson>();
        forms.settings(changed).forEach((name, value) -> all.add(Updates.set(name, value)));
        return all;
    }

    private boolean change(Endpoint changed, List<Bson> updates) {
        var unchanged = and(eq("_id", changed.id()), eq(VERSION, changed.version() - 1));
        return documents.updateOne(unchanged, Updates.combine(updates)).getMatchedCount() == 1;
    }

    @Override
    public boolean disable(Endpoint disabled) {
        var all = settings(disabled);
        all.add(Updates.set(UNTOLD, disabled.version()));
        return change(disabled, all);
    }

    @Override
    public List<Untold> untold(int limit) {
        return documents
                .find(exists(UNTOLD))
                .limit(limit)
                .maxTime(QueryTime.MOST_MILLIS, TimeUnit.MILLISECONDS)
                .map(d -> new Untold(forms.endpoint(d), EndpointDocuments.number(d, UNTOLD)))
                .into(new ArrayList<>());
    }

    @Override
    public void told(Untold untold) {
        documents.updateOne(
                and(eq("_id", untold.endpoint().id()), eq(UNTOLD, untold.version())),
                Updates.unset(UNTOLD));
    }

    @Override
    public boolean replay(String id, Claim.Replay replay) {
        var free = and(eq("_id", id), eq(ENABLED, true), eq("replay", null));
        return documents
                        .updateOne(
                                free,
                                Updates.combine(
                                        Updates.set("replay", EndpointDocuments.replay(replay)),
                                        Updates.set(DUE_AT, new Date()),
                                        Updates.inc("wakes", 1L)))
                        .getMatchedCount()
                == 1;
    }

    @Override
    public boolean remove(String merchantId, String id) {
        return documents.deleteOne(and(eq("_id", id), eq(MERCHANT, merchantId))).getDeletedCount()
                == 1;
    }
}
