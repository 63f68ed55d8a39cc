package cn.juhui.notification.adapter.mongo.contact;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import cn.juhui.notification.adapter.mongo.NotificationDocument;
import cn.juhui.notification.application.contact.Sendings;
import cn.juhui.notification.domain.contact.Channel;
import cn.juhui.notification.domain.contact.Sending;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Sorts;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.EnumMap;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;

/// In `notifications`: `sendAt`, `sendSince`, while there is anything to send; `sends: {EMAIL: {outcome?, failures?}, SMS: {…}}`.
public final class MongoSendings implements Sendings {

    /// Longer than any carrier takes.
    static final Duration LEASE = Duration.ofMinutes(3);

    private static final String SENDS = "sends";

    private final MongoCollection<Document> documents;

    public MongoSendings(MongoTemplate mongo) {
        this.documents = mongo.getCollection("notifications");
        documents.createIndex(
                ascending(NotificationDocument.SEND_AT),
                new IndexOptions().partialFilterExpression(exists(NotificationDocument.SEND_AT)));
    }

    @Override
    public Optional<Sending> take(Instant now) {
        var taken =
                documents.findOneAndUpdate(
                        lte(NotificationDocument.SEND_AT, Date.from(now)),
                        set(NotificationDocument.SEND_AT, Date.from(now.plus(LEASE))),
                        new FindOneAndUpdateOptions()
                                .sort(Sorts.ascending(NotificationDocument.SEND_AT)));
        return Optional.ofNullable(taken).map(MongoSendings::read);
    }

    private static Sending read(Document document) {
        var ended = new EnumMap<Channel, String>(Channel.class);
        var failures = new EnumMap<Channel, Integer>(Channel.class);
        var sends = document.get(SENDS, new Document());
        for (var channel : Channel.values()) {
            var one = sends.get(channel.name(), new Document());
            if (one.getString("outcome") != null) {
                ended.put(channel, one.getString("outcome"));
            }
            failures.put(channel, one.getInteger("failures", 0));
        }
        return new Sending(
                NotificationDocument.read(document),
                document.getDate(NotificationDocument.SEND_SINCE).toInstant(),
                ended,
                failures);
    }

    @Override
    public void ended(String notificationId, Channel channel, String outcome) {
        documents.updateOne(
                eq("_id", notificationId), set(SENDS + "." + channel + ".outcome", outcome));
    }

    @Override
    public void failed(String notificationId, Channel channel) {
        documents.updateOne(eq("_id", notificationId), inc(SENDS + "." + channel + ".failures", 1));
    }

    @Override
    public void rests(String notificationId, @Nullable Instant next) {
        documents.updateOne(
                eq("_id", notificationId),
                next == null
                        ? combine(
                                unset(NotificationDocument.SEND_AT),
                                unset(NotificationDocument.SEND_SINCE))
                        : set(NotificationDocument.SEND_AT, Date.from(next)));
    }
}
