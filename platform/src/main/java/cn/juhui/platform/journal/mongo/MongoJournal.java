package cn.juhui.platform.journal.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Projections.include;

import cn.juhui.contracts.Event;
import cn.juhui.platform.batch.BatchedDocuments;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Change;
import cn.juhui.platform.journal.Handled;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.JournalSpec;
import cn.juhui.platform.journal.Loaded;
import cn.juhui.platform.journal.Stored;
import cn.juhui.platform.journal.history.HashChain;
import cn.juhui.platform.journal.history.HistoryEntry;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.platform.trace.WorkLog;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;

/// The journal on one MongoDB collection: one document per aggregate, holding its state, its history and how far Kafka has
/// heard of it. Every change is one update guarded by `_id` and `version`, which MongoDB makes atomic without transactions.
///
/// ```
/// { _id, version, sequence, state, history: [{seq, id, type, at, role, actor, cause, data, hash}], hash,
///   historyBytes, published, statusAt?, publishDueAt?, lookAt?, lookedAfter?, seen: {"<subject>": seq}, dueAt?, merchantId, createdAt, updatedAt, …indexed members }
/// ```
///
/// It is long because reading, deciding and the guarded write are one thing: what makes it safe is spread over all three.
final class MongoJournal<A, E extends Event> implements Journal<A, E> {

    /// A version lost to another process this often in a row means something is broken.
    private static final int MAX_TRIES = 100;

    private final JournalSpec<A> spec;
    private final AggregateDocument<A> form;
    private final Claims claims;
    private final MongoCollection<Document> documents;
    private final BatchedDocuments batched;
    private final Recent<A> recent = new Recent<>();
    private final Relay relay;
    private final Clock clock;
    private final JournalMeters punctuality;
    private final Consumer<Change<A>> whenChanged;
    private final List<Lock> locks =
            IntStream.range(0, 256).<Lock>mapToObj(i -> new ReentrantLock()).toList();

    MongoJournal(
            JournalSpec<A> spec,
            MongoCollection<Document> documents,
            Relay relay,
            Clock clock,
            JournalMeters punctuality,
            Consumer<Change<A>> whenChanged) {
        this.spec = spec;
        this.form = new AggregateDocument<>(spec);
        this.claims = new Claims(documents);
        this.documents = documents;
        this.batched = new BatchedDocuments(documents, exclude("history"));
        this.relay = relay;
        this.clock = clock;
        this.punctuality = punctuality;
        this.whenChanged = whenChanged;
    }

    @Override
    public Optional<Loaded<A, E>> load(String id) {
        var known = read(id);
        if (known == null) {
            return Optional.empty();
        }
        WorkLog.about(id, known.document().get("state", Document.class));
        return Optional.of(new AsRead(known));
    }

    private final class AsRead implements Loaded<A, E> {

        private final Known<A> known;

        private AsRead(Known<A> known) {
            this.known = known;
        }

        @Override
        public Stored<A> stored() {
            return known.stored();
        }

        @Override
        public <R> Handled<A, R> handle(
                Cause cause, Function<Stored<A>, Decision<A, E, R>> decide) {
            return MongoJournal.this.handle(known.stored().id(), known, cause, decide);
        }
    }

    @Override
    public List<HistoryEntry> history(String id) {
        var document = documents.find(eq("_id", id)).projection(include("history")).first();
        return document == null ? List.of() : HistoryDocuments.entries(document);
    }

    @Override
    public Optional<Stored<A>> add(String id, A aggregate, List<E> events, Cause cause) {
        var now = now();
        var entries = AggregateDocument.entries(events, cause, now, 0, HashChain.START);
        var history = entries.stream().map(HistoryDocuments::toRaw).toList();
        var bytes = DocumentLimit.bytes(id, history);
        var known = new Document("_id", id);
        var members = form.members(aggregate, 1, entries, cause, 0, relay.nextLook(), now);
        AggregateDocument.noteStatus(known, members, now);
        members.forEach((name, value) -> AggregateDocument.put(known, name, value));
        var document = new Document(known);
        document.computeIfPresent("state", (_, tree) -> DocumentLimit.encoded((Document) tree));
        DocumentLimit.check(id, cause.actor().role(), bytes, document);
        known.append("historyBytes", bytes)
                .append("published", 0L)
                .append("createdAt", Date.from(now));
        document.append("history", history)
                .append("historyBytes", bytes)
                .append("published", 0L)
                .append("createdAt", Date.from(now));
        return locked(
                id,
                () -> {
                    if (!batched.insert(document)) {
                        WorkLog.came(WorkLog.Outcome.UNCHANGED);
                        return Optional.empty();
                    }
                    var last = entries.getLast().seq();
                    var stored = new Stored<>(id, aggregate, 1, last, now, now);
                    recent.stored(id, new Known<>(known, stored));
                    stored(null, stored, entries, null, 0);
                    return Optional.of(stored);
                });
    }

    @Override
    public <R> Handled<A, R> handle(
            String id, Cause cause, Function<Stored<A>, Decision<A, E, R>> decide) {
        return handle(id, null, cause, decide);
    }

    /// @param asRead where it was read already
    private <R> Handled<A, R> handle(
            String id,
            @Nullable Known<A> asRead,
            Cause cause,
            Function<Stored<A>, Decision<A, E, R>> decide) {
        // The lock only spares this process its own version conflicts; the version is what guards.
        Handled<A, R> handled = locked(id, () -> handleGuarded(id, asRead, cause, decide));
        switch (handled) {
            case Handled.Unchanged<A, R> _ -> WorkLog.came(WorkLog.Outcome.UNCHANGED);
            case Handled.Refused<A, R> _, Handled.Stale<A, R> _ ->
                    WorkLog.came(WorkLog.Outcome.REFUSED);
            case Handled.Changed<A, R> _, Handled.NotFound<A, R> _ -> {}
        }
        return handled;
    }

    private <R> Handled<A, R> handleGuarded(
            String id,
            @Nullable Known<A> asRead,
            Cause cause,
            Function<Stored<A>, Decision<A, E, R>> decide) {
        if (asRead == null) {
            var changed = changeRemembered(id, cause, decide);
            if (changed != null) {
                return new Handled.Changed<>(changed);
            }
        }
        for (int tries = 1; tries <= MAX_TRIES; tries++) {
            var known = tries == 1 && asRead != null ? asRead : read(id);
            if (known == null) {
                return new Handled.NotFound<>();
            }
            WorkLog.about(id, known.document().get("state", Document.class));
            var before = known.stored();
            if (isHeard(id, known.document(), cause)) {
                return new Handled.Unchanged<>(before);
            }
            if (cause.missed(before.version())) {
                return orDoneBefore(new Handled.Stale<>(before), before, cause);
            }
            switch (decide.apply(before)) {
                case Decision.Refused<A, E, R>(var refusal) -> {
                    return orDoneBefore(new Handled.Refused<>(before, refusal), before, cause);
                }
                case Decision.AlreadyDone<A, E, R> _ -> {
                    return orDoneBefore(new Handled.Unchanged<>(before), before, cause);
                }
                case Decision.Accepted<A, E, R>(var after, var events) -> {
                    var now = replace(known, after, events, cause);
                    if (now != null) {
                        return new Handled.Changed<>(now);
                    }
                    if (isDone(id, cause)) {
                        return new Handled.Changed<>(Objects.requireNonNull(read(id)).stored());
                    }
                }
            }
            LockSupport.parkNanos(Duration.ofMillis(Math.min(tries, 20)).toNanos());
        }
        throw new ConcurrencyFailureException(id + " changes faster than it can be decided");
    }

    /// Changes it without reading it, where this process stored it a moment ago and it is still what was stored. Whatever else would be the answer, a no for instance, is
    /// left to who reads it.
    private <R> @Nullable Stored<A> changeRemembered(
            String id, Cause cause, Function<Stored<A>, Decision<A, E, R>> decide) {
        var known = recent.find(id);
        if (known == null
                || isHeard(id, known.document(), cause)
                || cause.missed(known.stored().version())
                || !(decide.apply(known.stored())
                        instanceof Decision.Accepted<A, E, R>(var after, var events))) {
            return null;
        }
        WorkLog.about(id, known.document().get("state", Document.class));
        var now = replace(known, after, events, cause);
        if (now == null && cause.isOperation()) {
            recent.forget(id); // It may have been done before.
        } else if (now == null) {
            recent.wasOld(id);
        }
        return now;
    }

    /// Where this try would change nothing: what an earlier try of the same operation did, if one did. A try that would change something
    /// is kept from it by the guard of its update.
    private <R> Handled<A, R> orDoneBefore(Handled<A, R> otherwise, Stored<A> before, Cause cause) {
        return isDone(before.id(), cause) ? new Handled.Changed<>(before) : otherwise;
    }

    private boolean isDone(String id, Cause cause) {
        return cause.isOperation()
                && history(id).stream().anyMatch(entry -> entry.cause().equals(cause.id()));
    }

    private @Nullable Stored<A> replace(Known<A> known, A after, List<E> events, Cause cause) {
        var document = known.document();
        var before = known.stored();
        var id = before.id();
        var now = now();
        var entries =
                AggregateDocument.entries(
                        events, cause, now, before.sequence(), document.getString("hash"));
        var version = before.version() + 1;
        var changes = new ArrayList<Bson>();
        var heard = cause.heard();
        var seen = heard == null ? 0 : AggregateDocument.seen(document, heard.subject());
        var members = form.members(after, version, entries, cause, seen, relay.nextLook(), now);
        AggregateDocument.noteStatus(document, members, now);
        var published = document.get("published", Number.class).longValue();
        var confirmed = relay.confirmed(id);
        if (confirmed > published && !entries.isEmpty()) {
            members.put("published", confirmed);
        }
        var history = entries.stream().map(HistoryDocuments::toRaw).toList();
        var bytes = historyBytes(document) + DocumentLimit.bytes(id, history);
        members.put("historyBytes", bytes);
        if (heard != null) {
            DocumentLimit.forgotten(document, heard.subject())
                    .forEach(source -> members.put("seen." + source, null));
        }
        var state = DocumentLimit.encoded((Document) Objects.requireNonNull(members.get("state")));
        DocumentLimit.check(id, cause.actor().role(), bytes, new Document("state", state));
        members.forEach((name, value) ->
                changes.add(
                        value == null
                                ? Updates.unset(name)
                                : Updates.set(name, name.equals("state") ? state : value)));
        if (!history.isEmpty()) {
            changes.add(Updates.pushEach("history", history));
        }
        var guard = and(eq("_id", id), eq("version", before.version()));
        if (cause.isOperation()) {
            guard = and(guard, ne("history.cause", cause.id()));
        }
        var proof =
                entries.isEmpty()
                        ? null
                        : and(eq("_id", id), eq("history.hash", entries.getLast().hash()));
        if (!batched.change(new BatchedDocuments.Change(guard, Updates.combine(changes), proof))) {
            return null;
        }
        var last = entries.isEmpty() ? before.sequence() : entries.getLast().seq();
        var stored = new Stored<>(id, after, version, last, before.createdAt(), now);
        recent.stored(id, known.after(members, stored));
        if (cause.isClock()) {
            punctuality.acted(spec.dueAt().apply(before.aggregate()), now);
        }
        stored(
                before,
                stored,
                entries,
                document.getDate("statusAt"),
                Math.max(published, confirmed));
        return stored;
    }

    /// Documents from before it was counted are counted once.
    private long historyBytes(Document document) {
        if (document.get("historyBytes") instanceof Number counted) {
            return counted.longValue();
        }
        var id = document.getString("_id");
        var whole = documents.find(eq("_id", id)).projection(include("history")).first();
        return whole == null ? 0 : DocumentLimit.bytes(whole);
    }

    private void stored(
            @Nullable Stored<A> before,
            Stored<A> now,
            List<HistoryEntry> entries,
            @Nullable Date statusAt,
            long published) {
        var merchantId = spec.merchantId().apply(now.aggregate());
        var events = entries.stream().map(HistoryEntry::type).toList();
        WorkLog.changed(events);
        if (!entries.isEmpty()) {
            WorkLog.about(now.id(), entries.getFirst().data());
            relay.publish(now.id(), merchantId, published, entries);
        }
        var since = statusAt == null ? null : statusAt.toInstant();
        whenChanged.accept(new Change<>(before, now, events, since));
    }

    @Override
    public List<String> claimDue(Instant now, int limit) {
        return claims.due(now, limit);
    }

    @Override
    public void pauseDue(String id, Instant claimedAt, Instant until) {
        claims.pauseDue(id, claimedAt, until);
    }

    @Override
    public List<String> claimWaiting(Instant now, int limit) {
        return claims.waiting(now, limit);
    }

    private @Nullable Known<A> read(String id) {
        var document = batched.read(id);
        return document == null ? null : new Known<>(document, form.decode(document));
    }

    /// Who hears in order has heard all that stands before the last. What is told again stands anywhere: it was heard if it led to an entry, and
    /// is decided once more if it led to none.
    private boolean isHeard(String id, Document document, Cause cause) {
        var heard = cause.heard();
        if (heard == null) {
            return false;
        }
        return heard.again()
                ? documents.countDocuments(and(eq("_id", id), eq("history.cause", cause.id()))) > 0
                : AggregateDocument.seen(document, heard.subject()) >= heard.sequence();
    }

    private <T> T locked(String id, Supplier<T> work) {
        var lock = locks.get(Math.floorMod(id.hashCode(), locks.size()));
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
