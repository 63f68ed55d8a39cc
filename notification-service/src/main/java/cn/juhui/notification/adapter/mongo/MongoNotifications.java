package cn.juhui.notification.adapter.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;

import cn.juhui.notification.application.Notifications;
import cn.juhui.notification.domain.Notification;
import cn.juhui.notification.domain.Recipient;
import cn.juhui.notification.domain.feed.FeedEvent;
import cn.juhui.platform.journal.QueryTime;
import cn.juhui.platform.kernel.Ids;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;

/// Notifications as plain documents: they tell nobody else, so they need no journal. That a recipient hears of an event once is a
/// unique index.
public final class MongoNotifications implements Notifications {

    private static final String INBOX = "inbox";
    private static final String POSITION = "position";
    private static final String READ = "read";

    /// How many inboxes are asked for in one query.
    private static final int INBOXES_AT_ONCE = 200;

    private static final int NEWS_AT_ONCE = 1_000;

    private final MongoCollection<Document> documents;
    private final InboxWriter writer;
    private final boolean sent;

    /// @param sent whether they are to be sent out of the house, too
    public MongoNotifications(MongoTemplate mongo, boolean sent) {
        this.documents = mongo.getCollection("notifications");
        this.sent = sent;
        this.writer = new InboxWriter(documents, this::endOf);
        documents.createIndex(ascending(INBOX, "eventId"), new IndexOptions().unique(true));
        documents.createIndex(compoundIndex(ascending(INBOX), descending("_id")));
        // What nobody has read yet is mostly little, in an inbox of any size.
        documents.createIndex(
                compoundIndex(ascending(INBOX, READ), descending("_id")),
                new IndexOptions().partialFilterExpression(eq(READ, false)));
        // Those of earlier versions have no position.
        documents.createIndex(
                ascending(INBOX, POSITION),
                new IndexOptions().unique(true).partialFilterExpression(exists(POSITION)));
        documents.createIndex(
                ascending("expiresAt"),
                new IndexOptions()
                        .expireAfter(0L, TimeUnit.SECONDS)
                        .partialFilterExpression(exists("expiresAt")));
    }

    @Override
    public List<Notification> add(List<Notification> notifications, List<FeedEvent> events) {
        var all = new ArrayList<Placed>();
        notifications.forEach(news -> all.add(new Placed.News(news, sent)));
        events.forEach(event -> all.add(new Placed.Fed(Ids.next("mev"), event)));
        var stored = new ArrayList<Notification>();
        for (var placed : writer.add(all)) {
            if (placed instanceof Placed.News(var news, _)) {
                stored.add(news);
            }
        }
        return stored;
    }

    private long endOf(String inbox) {
        var last =
                documents
                        .find(new Document(INBOX, inbox).append(POSITION, new Document("$gt", 0L)))
                        .sort(descending(POSITION))
                        .projection(new Document(POSITION, 1))
                        .first();
        return last == null
                ? Placed.Fed.beginning(inbox)
                : last.get(POSITION, Number.class).longValue();
    }

    @Override
    public List<Notification> list(
            Collection<Recipient> recipients,
            boolean unreadOnly,
            @Nullable String before,
            int limit) {
        var filters = new ArrayList<Bson>();
        filters.add(inboxes(recipients));
        if (unreadOnly) {
            filters.add(eq(READ, false));
        }
        if (before != null) {
            filters.add(lt("_id", before));
        }
        return find(and(filters), descending("_id"), limit);
    }

    @Override
    public List<Notification> after(Recipient recipient, long position, int limit) {
        return find(behindPosition(recipient, position), ascending(POSITION), limit);
    }

    private static Document behindPosition(Recipient recipient, long position) {
        return new Document(INBOX, recipient.inbox())
                .append(POSITION, new Document("$gt", position));
    }

    @Override
    public Map<Recipient, Long> last(Collection<Recipient> recipients) {
        return recipients.stream().collect(Collectors.toMap(Function.identity(), this::lastOf));
    }

    private long lastOf(Recipient recipient) {
        var last = find(behindPosition(recipient, 0), descending(POSITION), 1);
        return last.isEmpty() ? 0 : last.getFirst().position();
    }

    @Override
    public Map<Recipient, Long> newer(Map<Recipient, Long> known) {
        var newer = new HashMap<Recipient, Long>();
        var all = List.copyOf(known.entrySet());
        for (int from = 0; from < all.size(); from += INBOXES_AT_ONCE) {
            var some = all.subList(from, Math.min(all.size(), from + INBOXES_AT_ONCE));
            var byInbox =
                    some.stream()
                            .map(Map.Entry::getKey)
                            .collect(Collectors.toMap(Recipient::inbox, Function.identity()));
            var behind =
                    some.stream().map(one -> behindPosition(one.getKey(), one.getValue())).toList();
            // The first condition is in the second one; it says that the index has them all.
            documents
                    .find(new Document(POSITION, new Document("$gt", 0L)).append("$or", behind))
                    .projection(new Document(INBOX, 1).append(POSITION, 1).append("_id", 0))
                    .limit(NEWS_AT_ONCE)
                    .maxTime(QueryTime.MOST_MILLIS, TimeUnit.MILLISECONDS)
                    .forEach(found ->
                            newer.merge(
                                    Objects.requireNonNull(byInbox.get(found.getString(INBOX))),
                                    found.get(POSITION, Number.class).longValue(),
                                    Math::max));
        }
        return newer;
    }

    @Override
    public List<Notification> early(Collection<Recipient> recipients, String after, int limit) {
        return find(
                and(inboxes(recipients), gt("_id", after), exists(POSITION, false)),
                ascending("_id"),
                limit);
    }

    @Override
    public Map<Recipient, Long> behind(Collection<Recipient> recipients, String id) {
        var seen = find(and(eq("_id", id), inboxes(recipients)), ascending("_id"), 1);
        var behind = new HashMap<Recipient, Long>();
        for (var recipient : recipients) {
            if (!seen.isEmpty()
                    && seen.getFirst().position() > 0
                    && seen.getFirst().recipient().equals(recipient)) {
                behind.put(recipient, seen.getFirst().position());
            } else {
                behind.put(recipient, beforeFirstAbove(recipient, id));
            }
        }
        return behind;
    }

    private long beforeFirstAbove(Recipient recipient, String id) {
        var above = behindPosition(recipient, 0).append("_id", new Document("$gt", id));
        var first = find(above, ascending(POSITION), 1);
        return first.isEmpty() ? lastOf(recipient) : first.getFirst().position() - 1;
    }

    private List<Notification> find(Bson filter, Bson order, int limit) {
        return documents
                .find(filter)
                .sort(order)
                .limit(limit)
                .maxTime(QueryTime.MOST_MILLIS, TimeUnit.MILLISECONDS)
                .map(NotificationDocument::read)
                .into(new ArrayList<>());
    }

    @Override
    public long unread(Collection<Recipient> recipients, int most) {
        return documents.countDocuments(
                and(inboxes(recipients), eq(READ, false)),
                new CountOptions()
                        .limit(most)
                        .maxTime(QueryTime.MOST_MILLIS, TimeUnit.MILLISECONDS));
    }

    @Override
    public long readAll(Collection<Recipient> recipients, @Nullable String upTo) {
        var unread = and(inboxes(recipients), eq(READ, false));
        return documents
                .updateMany(
                        upTo == null ? unread : and(unread, lte("_id", upTo)),
                        Updates.set(READ, true))
                .getModifiedCount();
    }

    @Override
    public Optional<Notification> read(Collection<Recipient> recipients, String id) {
        var updated =
                documents.findOneAndUpdate(
                        and(eq("_id", id), inboxes(recipients)),
                        Updates.set(READ, true),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
        return Optional.ofNullable(updated).map(NotificationDocument::read);
    }

    private static Bson inboxes(Collection<Recipient> recipients) {
        return in(INBOX, recipients.stream().map(Recipient::inbox).toList());
    }
}
