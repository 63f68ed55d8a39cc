package cn.juhui.notification.adapter.mongo;

import cn.juhui.notification.domain.Notification;
import cn.juhui.notification.domain.Recipient;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;

/// A notification as it lies in the store.
public final class NotificationDocument {

    /// When it is to be sent out of the house; missing when it isn't.
    public static final String SEND_AT = "sendAt";

    /// When it was to be sent first.
    public static final String SEND_SINCE = "sendSince";

    private NotificationDocument() {}

    /// The same, to be sent from now on.
    static Document toBeSent(Notification n, Instant now) {
        return n.recipient().side() == Recipient.Side.PLATFORM
                ? of(n)
                : of(n).append(SEND_AT, Date.from(now)).append(SEND_SINCE, Date.from(now));
    }

    static Document of(Notification n) {
        return new Document("_id", n.id())
                .append("inbox", n.recipient().inbox())
                .append("position", n.position())
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

    public static Notification read(Document d) {
        var position = d.get("position", Number.class);
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
                d.getBoolean("read", false),
                position == null ? 0 : position.longValue());
    }
}
