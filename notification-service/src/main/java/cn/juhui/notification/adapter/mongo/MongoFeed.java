package cn.juhui.notification.adapter.mongo;

import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import cn.juhui.notification.application.feed.Feed;
import cn.juhui.notification.domain.feed.FeedEvent;
import cn.juhui.platform.journal.QueryTime;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;

/// The feed lies among the inboxes ([MongoNotifications]), which store it and have the indexes: so an event for systems is stored by the command that stores the news for people.
public final class MongoFeed implements Feed {

    private static final String POSITION = "position";

    /// How many feeds are asked for in one query.
    private static final int FEEDS_AT_ONCE = 200;

    private static final int NEWS_AT_ONCE = 1_000;

    private final MongoCollection<Document> documents;

    public MongoFeed(MongoTemplate mongo) {
        this.documents = mongo.getCollection("notifications");
    }

    @Override
    public List<FeedEvent> after(
            String merchantId, long position, Collection<String> types, int limit) {
        var behind = behind(merchantId, position);
        if (!types.isEmpty()) {
            behind.append("type", new Document("$in", List.copyOf(types)));
        }
        return documents
                .find(behind)
                .sort(ascending(POSITION))
                .limit(limit)
                .maxTime(QueryTime.MOST_MILLIS, TimeUnit.MILLISECONDS)
                .map(Placed.Fed::read)
                .into(new ArrayList<>());
    }

    private static Document behind(String merchantId, long position) {
        return new Document("inbox", Placed.Fed.inbox(merchantId))
                .append(POSITION, new Document("$gt", position));
    }

    @Override
    public Optional<Long> positionOf(String merchantId, String eventId) {
        var same = new Document("inbox", Placed.Fed.inbox(merchantId)).append("eventId", eventId);
        return Optional.ofNullable(documents.find(same).first()).map(MongoFeed::position);
    }

    @Override
    public long last(String merchantId) {
        var last = documents.find(behind(merchantId, 0)).sort(descending(POSITION)).first();
        return last == null ? Placed.Fed.beginning(Placed.Fed.inbox(merchantId)) : position(last);
    }

    @Override
    public Optional<Range> between(String merchantId, Instant from, Instant to) {
        var then =
                behind(merchantId, 0)
                        .append(
                                "at",
                                new Document("$gte", Date.from(from)).append("$lt", Date.from(to)));
        var first = end(then, ascending(POSITION));
        var last = end(then, descending(POSITION));
        return first == null || last == null
                ? Optional.empty()
                : Optional.of(new Range(position(first), position(last)));
    }

    private @Nullable Document end(Document which, Bson order) {
        return documents
                .find(which)
                .sort(order)
                .projection(Projections.include(POSITION))
                .maxTime(QueryTime.MOST_MILLIS, TimeUnit.MILLISECONDS)
                .first();
    }

    @Override
    public boolean isWhole(String merchantId, long position) {
        var first =
                documents
                        .find(behind(merchantId, position))
                        .sort(ascending(POSITION))
                        .projection(Projections.include(POSITION))
                        .first();
        return first == null
                || position(first) == position + 1
                || Placed.Fed.isBeginning(position(first) - 1);
    }

    @Override
    public Optional<Instant> storedBehind(String merchantId, long position) {
        return Optional.ofNullable(
                        documents
                                .find(behind(merchantId, position))
                                .sort(ascending(POSITION))
                                .projection(Projections.include(Placed.Fed.EXPIRES_AT))
                                .maxTime(QueryTime.MOST_MILLIS, TimeUnit.MILLISECONDS)
                                .first())
                .map(Placed.Fed::storedAt);
    }

    private static long position(Document event) {
        return event.get(POSITION, Number.class).longValue();
    }

    @Override
    public Set<String> newer(Map<String, Long> known) {
        var newer = new HashSet<String>();
        var all = List.copyOf(known.entrySet());
        for (int from = 0; from < all.size(); from += FEEDS_AT_ONCE) {
            var some = all.subList(from, Math.min(all.size(), from + FEEDS_AT_ONCE));
            var any = some.stream().map(one -> behind(one.getKey(), one.getValue())).toList();
            // The first condition is in the second one; it says that the index has them all.
            documents
                    .find(new Document(POSITION, new Document("$gt", 0L)).append("$or", any))
                    .projection(Projections.include("merchantId"))
                    .limit(NEWS_AT_ONCE)
                    .maxTime(QueryTime.MOST_MILLIS, TimeUnit.MILLISECONDS)
                    .forEach(found -> newer.add(found.getString("merchantId")));
        }
        return newer;
    }
}
