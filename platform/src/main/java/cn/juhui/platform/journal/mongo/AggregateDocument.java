package cn.juhui.platform.journal.mongo;

import cn.juhui.contracts.Event;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.JournalSpec;
import cn.juhui.platform.journal.Stored;
import cn.juhui.platform.journal.history.HashChain;
import cn.juhui.platform.journal.history.HistoryEntry;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.trace.TraceContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// What stands in an aggregate's document, member by member.
record AggregateDocument<A>(JournalSpec<A> spec) {

    /// Top-level members of the document with their new values; null takes a member away.
    ///
    /// @param seen how far the subject that led to it had been heard
    /// @param nextLook when to look whether Kafka has its entries
    Map<String, @Nullable Object> members(
            A aggregate,
            long version,
            List<HistoryEntry> entries,
            Cause cause,
            long seen,
            Date nextLook,
            Instant now) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        OwnMembers.checked(spec.collection(), spec.indexed().apply(aggregate))
                .forEach((k, v) -> members.put(k, bson(v)));
        members.put("version", version);
        members.put("state", new Document(StateMapper.toTree(aggregate)));
        members.put("merchantId", spec.merchantId().apply(aggregate));
        members.put("dueAt", bson(spec.dueAt().apply(aggregate)));
        members.put("updatedAt", Date.from(now));
        // Who was only counted is waited for as before, and there is nothing to publish.
        if (!entries.isEmpty()) {
            members.put("sequence", entries.getLast().seq());
            members.put("hash", entries.getLast().hash());
            var waits = spec.waits().test(aggregate);
            members.put("lookAt", waits ? Date.from(Waiting.next(now, 0)) : null);
            members.put("lookedAfter", waits ? 0 : null);
            members.put("publishDueAt", nextLook);
        }
        if (cause.heard() != null) {
            members.put(
                    "seen." + cause.heard().subject(), Math.max(seen, cause.heard().sequence()));
        }
        return members;
    }

    /// Since when it has its status, where it has another one than before.
    ///
    /// @param before as it stood
    static void noteStatus(Document before, Map<String, @Nullable Object> members, Instant now) {
        var status = members.get("status");
        if (status != null && !status.equals(before.get("status"))) {
            members.put("statusAt", Date.from(now));
        }
    }

    static void put(Document document, String name, @Nullable Object value) {
        if (name.startsWith("seen.")) {
            document.append("seen", new Document(name.substring("seen.".length()), value));
        } else if (value != null) {
            document.append(name, value);
        }
    }

    Stored<A> decode(Document d) {
        return new Stored<>(
                d.getString("_id"),
                StateMapper.fromTree(d.get("state", Document.class), spec.type()),
                d.get("version", Number.class).longValue(),
                d.get("sequence", Number.class).longValue(),
                d.getDate("createdAt").toInstant(),
                d.getDate("updatedAt").toInstant());
    }

    /// How far this document has heard a subject; 0 when it heard nothing of it.
    static long seen(Document document, String subject) {
        var seen = document.get("seen", Document.class);
        return seen != null && seen.get(subject) instanceof Number last ? last.longValue() : 0;
    }

    /// The entries that these events become, chained to what stands before them.
    static <E extends Event> List<HistoryEntry> entries(
            List<E> events, Cause cause, Instant now, long sequence, String previousHash) {
        var entries = new ArrayList<HistoryEntry>(events.size());
        var trace = TraceContext.orFresh(cause.traceparent());
        for (var event : events) {
            var entry =
                    HashChain.append(
                            previousHash,
                            ++sequence,
                            Ids.next("evt"),
                            event.type(),
                            now,
                            cause.actor(),
                            cause.id(),
                            trace,
                            StateMapper.toTree(event));
            previousHash = entry.hash();
            entries.add(entry);
        }
        return entries;
    }

    private static @Nullable Object bson(@Nullable Object value) {
        return value instanceof Instant instant ? Date.from(instant) : value;
    }
}
