package cn.juhui.notification.adapter.mongo.webhook;

import cn.juhui.notification.domain.webhook.Attempt;
import cn.juhui.notification.domain.webhook.Delivery;
import java.time.Duration;
import java.util.Date;
import org.bson.Document;

/// A delivery as it lies in the store.
final class DeliveryDocuments {

    /// How long a delivery is kept, by real time.
    static final Duration KEPT = Duration.ofDays(30);

    private DeliveryDocuments() {}

    static Document of(Delivery d) {
        return new Document("_id", d.id())
                .append("endpointId", d.endpointId())
                .append("merchantId", d.merchantId())
                .append("eventId", d.eventId())
                .append("type", d.type())
                .append("subject", d.subject())
                .append("position", d.position())
                .append("json", d.json())
                .append("traceparent", d.traceparent())
                .append("once", d.once())
                .append("state", d.state().name())
                .append("failures", d.failures())
                .append("attempts", d.attempts())
                .append("log", d.log().stream().map(DeliveryDocuments::of).toList())
                .append("dueAt", EndpointDocuments.date(d.dueAt()))
                .append("createdAt", Date.from(d.createdAt()))
                .append("expiresAt", Date.from(d.createdAt().plus(KEPT)))
                .append("version", d.version());
    }

    private static Document of(Attempt a) {
        return new Document("at", Date.from(a.at()))
                .append("millis", a.millis())
                .append("status", a.status())
                .append("error", a.error())
                .append("body", a.body());
    }

    static Delivery read(Document d) {
        var dueAt = d.getDate("dueAt");
        return new Delivery(
                d.getString("_id"),
                d.getString("endpointId"),
                d.getString("merchantId"),
                d.getString("eventId"),
                d.getString("type"),
                d.getString("subject"),
                EndpointDocuments.number(d, "position"),
                d.getString("json"),
                d.getString("traceparent"),
                d.getBoolean("once", false),
                Delivery.State.valueOf(d.getString("state")),
                d.getInteger("failures"),
                d.getInteger("attempts"),
                d.getList("log", Document.class).stream().map(DeliveryDocuments::attempt).toList(),
                dueAt == null ? null : dueAt.toInstant(),
                d.getDate("createdAt").toInstant(),
                EndpointDocuments.number(d, "version"));
    }

    private static Attempt attempt(Document d) {
        return new Attempt(
                d.getDate("at").toInstant(),
                EndpointDocuments.number(d, "millis"),
                d.getInteger("status"),
                d.getString("error"),
                d.getString("body"));
    }
}
