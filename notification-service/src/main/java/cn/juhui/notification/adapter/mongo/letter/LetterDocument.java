package cn.juhui.notification.adapter.mongo.letter;

import cn.juhui.notification.domain.letter.DeadLetter;
import cn.juhui.notification.domain.letter.DeadLetter.Attempt;
import cn.juhui.notification.domain.letter.DeadLetter.Discarded;
import cn.juhui.notification.domain.letter.DeadLetter.Header;
import cn.juhui.notification.domain.letter.DeadLetter.Origin;
import cn.juhui.notification.domain.letter.DeadLetter.Shown;
import cn.juhui.notification.domain.letter.DeadLetter.State;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/// What is shown of a dead letter, as it lies in the store.
final class LetterDocument {

    private LetterDocument() {}

    static Document of(DeadLetter letter) {
        var origin = letter.origin();
        var shown = letter.shown();
        return new Document("_id", letter.id())
                .append("service", letter.service())
                .append("topic", origin.topic())
                .append("partition", origin.partition())
                .append("offset", origin.offset())
                .append("toldAt", Date.from(origin.toldAt()))
                .append("type", shown.type())
                .append("subject", shown.subject())
                .append("eventId", shown.eventId())
                .append("key", shown.key())
                .append(
                        "headers",
                        shown.headers().stream()
                                .map(h -> new Document("name", h.name()).append("value", h.value()))
                                .toList())
                .append("body", shown.body())
                .append("bytes", shown.bytes())
                .append("reason", letter.reason())
                .append("receivedAt", Date.from(letter.receivedAt()))
                .append("state", letter.state().name())
                .append("attempts", List.of());
    }

    static Document of(Attempt attempt) {
        return new Document("at", Date.from(attempt.at()))
                .append("by", attempt.by())
                .append("outcome", attempt.outcome())
                .append("reason", attempt.reason());
    }

    static Document of(Discarded discarded) {
        return new Document("at", Date.from(discarded.at()))
                .append("by", discarded.by())
                .append("reason", discarded.reason());
    }

    static DeadLetter read(Document d, State state) {
        var discarded = d.get("discarded", Document.class);
        return new DeadLetter(
                d.getString("_id"),
                d.getString("service"),
                new Origin(
                        d.getString("topic"),
                        d.getInteger("partition"),
                        d.get("offset", Number.class).longValue(),
                        d.getDate("toldAt").toInstant()),
                new Shown(
                        d.getString("type"),
                        d.getString("subject"),
                        d.getString("eventId"),
                        d.getString("key"),
                        d.getList("headers", Document.class).stream()
                                .map(h -> new Header(h.getString("name"), h.getString("value")))
                                .toList(),
                        d.getString("body"),
                        d.getInteger("bytes")),
                d.getString("reason"),
                d.getDate("receivedAt").toInstant(),
                state,
                d.getList("attempts", Document.class).stream()
                        .map(a ->
                                new Attempt(
                                        a.getDate("at").toInstant(),
                                        a.getString("by"),
                                        a.getString("outcome"),
                                        a.getString("reason")))
                        .toList(),
                discarded == null
                        ? null
                        : new Discarded(
                                discarded.getDate("at").toInstant(),
                                discarded.getString("by"),
                                discarded.getString("reason")));
    }
}
