package cn.juhui.platform.journal.mongo;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.platform.journal.history.HistoryEntry;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.RawBsonDocument;

/// History entries as they stand in the document.
final class HistoryDocuments {

    private HistoryDocuments() {}

    static Document toDocument(HistoryEntry e) {
        var document =
                new Document("seq", e.seq())
                        .append("id", e.id())
                        .append("type", e.type())
                        .append("at", Date.from(e.at()))
                        .append("role", e.actor().role().name())
                        .append("actor", e.actor().id())
                        .append("cause", e.cause())
                        .append("data", new Document(e.data()))
                        .append("hash", e.hash());
        if (e.traceparent() != null) {
            document.append("traceparent", e.traceparent());
        }
        if (e.salt() != null) {
            document.append("salt", e.salt());
        }
        return document;
    }

    static RawBsonDocument toRaw(HistoryEntry e) {
        return DocumentLimit.encoded(toDocument(e));
    }

    static HistoryEntry fromDocument(Document d) {
        return new HistoryEntry(
                d.get("seq", Number.class).longValue(),
                d.getString("id"),
                d.getString("type"),
                d.getDate("at").toInstant(),
                new Actor(Role.valueOf(d.getString("role")), d.getString("actor")),
                d.getString("cause"),
                d.getString("traceparent"),
                d.get("data", Document.class),
                d.getString("salt"),
                d.getString("hash"));
    }

    /// The whole history of a document that was read with it.
    static List<HistoryEntry> entries(Document document) {
        return document.getList("history", Document.class).stream()
                .map(HistoryDocuments::fromDocument)
                .toList();
    }
}
