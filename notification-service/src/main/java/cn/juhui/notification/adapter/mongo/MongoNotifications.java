package cn.juhui.notification.adapter.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;

import cn.juhui.notification.application.Notifications;
import cn.juhui.notification.domain.Notification;
import cn.juhui.notification.domain.Recipient;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;

/// Notifications as plain documents: they tell nobody else, so they need no journal. That a recipient hears of an event once is a
/// unique index.
public final class MongoNotifications implements Notifications {

    private final MongoCollection<Document> documents;

    public MongoNotifications(MongoTemplate mongo) {
        this.documents = mongo.getCollection("notifications");
        documents.createIndex(ascending("inbox", "eventId"), new IndexOptions().unique(true));
        documents.createIndex(compoundIndex(ascending("inbox"), descending("_id")));
    }

    @Override
    public List<Notification> add(List<Notification> notifications) {
        var all = notifications.stream().map(MongoNotifications::document).toList();
        try {
            documents.insertMany(all, new InsertManyOptions().ordered(false));
            return notifications;
        } catch (MongoBulkWriteException e) {
            if (!e.getWriteErrors().stream().allMatch(MongoNotifications::isThereAlready)) {
                throw e;
            }
            var stored = new ArrayList<>(notifications);
            e.getWriteErrors().forEach(error -> stored.remove(notifications.get(error.getIndex())));
            return stored;
        }
    }

    private static boolean isThereAlready(BulkWriteError error) {
        return error.getCategory() == ErrorCategory.DUPLICATE_KEY;
    }

    private static Document document(Notification n) {
        return new Document("_id", n.id())
                .append("inbox", n.recipient().inbox())
                .append("side", n.recipient().side().name())
                .append("recipient", n.recipient().id())
                .append("eventId", n.eventId())
                .append("type", n.type())
                .append("refundId", n.refundId())
                .append("orderId", n.orderId())
                .append("arguments", n.arguments())
                .append("createdAt", Date.from(n.createdAt()))
                .append("read", n.read());
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
            filters.add(eq("read", false));
        }
        if (before != null) {
            filters.add(lt("_id", before));
        }
        return find(and(filters), descending("_id"), limit);
    }

    @Override
    public List<Notification> after(Collection<Recipient> recipients, String after, int limit) {
        return find(and(inboxes(recipients), gt("_id", after)), ascending("_id"), limit);
    }

    private List<Notification> find(Bson filter, Bson order, int limit) {
        return documents
                .find(filter)
                .sort(order)
                .limit(limit)
                .map(MongoNotifications::notification)
                .into(new ArrayList<>());
    }

    @Override
    public Optional<Notification> read(Collection<Recipient> recipients, String id) {
        var updated =
                documents.findOneAndUpdate(
                        and(eq("_id", id), inboxes(recipients)),
                        Updates.set("read", true),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
        return Optional.ofNullable(updated).map(MongoNotifications::notification);
    }

    private static Bson inboxes(Collection<Recipient> recipients) {
        return in("inbox", recipients.stream().map(Recipient::inbox).toList());
    }

    private static Notification notification(Document d) {
        return new Notification(
                d.getString("_id"),
                d.getString("eventId"),
                d.getString("type"),
                d.getString("refundId"),
                d.getString("orderId"),
                new Recipient(
                        Recipient.Side.valueOf(d.getString("side")), d.getString("recipient")),
                d.getList("arguments", String.class),
                d.getDate("createdAt").toInstant(),
                d.getBoolean("read", false));
    }
}
