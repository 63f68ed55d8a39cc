package cn.juhui.notification.adapter.mongo.letter;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.pushEach;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import cn.juhui.notification.application.letter.Letters;
import cn.juhui.notification.domain.letter.DeadLetter;
import cn.juhui.notification.domain.letter.DeadLetter.Attempt;
import cn.juhui.notification.domain.letter.DeadLetter.Discarded;
import cn.juhui.notification.domain.letter.DeadLetter.State;
import cn.juhui.platform.journal.QueryTime;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.messaging.replay.ReplayedRecord;
import cn.juhui.platform.security.SealingKeys;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;

/// `deadLetters`, as [LetterDocument] has them. The exact record lies beside what is shown of it, sealed and bound to the letter's id, until the letter is
/// worked or left.
public final class MongoLetters implements Letters {

    /// Longer than any replay: the process that took the letter has died.
    static final Duration LEASE = Duration.ofMinutes(1);

    /// So many are shown, the latest; the audit trail has them all.
    private static final int ATTEMPTS = 50;

    private static final String STATE = "state";
    private static final String TAKEN_AT = "takenAt";
    private static final String SEALED_BY = "sealedBy";
    private static final String SEALED = "sealed";
    private static final List<String> OPEN = List.of(State.OPEN.name(), State.REPLAYING.name());
    private static final FindOneAndUpdateOptions AFTER =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    private final MongoCollection<Document> documents;
    private final SealingKeys keys;

    public MongoLetters(MongoTemplate mongo, SealingKeys keys) {
        this.documents = mongo.getCollection("deadLetters");
        this.keys = keys;
        documents.createIndex(ascending("place"), new IndexOptions().unique(true));
        documents.createIndex(ascending(STATE, "service", "_id"));
        documents.createIndex(ascending("subject", "_id"));
    }

    @Override
    public boolean keep(DeadLetter letter, String place, ReplayedRecord exact) {
        var sealed = keys.seal(StateMapper.toJson(exact), letter.id());
        try {
            documents.insertOne(
                    LetterDocument.of(letter)
                            .append("place", place)
                            .append(SEALED_BY, keys.id())
                            .append(SEALED, new Binary(sealed)));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public List<DeadLetter> list(Sought sought, @Nullable String before, int limit) {
        var filter = filter(sought);
        return documents
                .find(before == null ? filter : and(filter, lt("_id", before)))
                .projection(new Document(SEALED, 0))
                .sort(Sorts.descending("_id"))
                .limit(limit)
                .maxTime(QueryTime.MOST_MILLIS, TimeUnit.MILLISECONDS)
                .map(MongoLetters::decode)
                .into(new ArrayList<>());
    }

    @Override
    public List<String> open(Sought sought, int limit) {
        return documents
                .find(and(filter(sought), in(STATE, OPEN)))
                .projection(new Document("_id", 1))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .maxTime(QueryTime.MOST_MILLIS, TimeUnit.MILLISECONDS)
                .map(document -> document.getString("_id"))
                .into(new ArrayList<>());
    }

    private static Bson filter(Sought sought) {
        var filters = new ArrayList<Bson>();
        add(filters, "service", sought.service());
        add(filters, "type", sought.type());
        add(filters, "subject", sought.subject());
        if (sought.state() != null) {
            filters.add(
                    sought.state() == State.OPEN
                            ? in(STATE, OPEN)
                            : eq(STATE, sought.state().name()));
        }
        return filters.isEmpty() ? new Document() : and(filters);
    }

    private static void add(List<Bson> filters, String member, @Nullable String value) {
        if (value != null) {
            filters.add(eq(member, value));
        }
    }

    @Override
    public Map<String, Long> open() {
        var counts = new TreeMap<String, Long>();
        var services =
                documents
                        .distinct("service", in(STATE, OPEN), String.class)
                        .maxTime(QueryTime.MOST_MILLIS, TimeUnit.MILLISECONDS);
        for (var service : services) {
            counts.put(
                    service,
                    documents.countDocuments(
                            and(in(STATE, OPEN), eq("service", service)),
                            new CountOptions()
                                    .maxTime(QueryTime.MOST_MILLIS, TimeUnit.MILLISECONDS)));
        }
        return counts;
    }

    @Override
    public Optional<DeadLetter> find(String id) {
        return Optional.ofNullable(
                documents
                        .find(eq("_id", id))
                        .projection(new Document(SEALED, 0))
                        .map(MongoLetters::decode)
                        .first());
    }

    @Override
    public Optional<ReplayedRecord> take(String id, Instant now) {
        var taken =
                documents.findOneAndUpdate(
                        and(eq("_id", id), isOpen(now)),
                        combine(set(STATE, State.REPLAYING.name()), set(TAKEN_AT, Date.from(now))));
        return Optional.ofNullable(taken).map(this::unsealed);
    }

    private static Bson isOpen(Instant now) {
        return or(
                eq(STATE, State.OPEN.name()),
                and(eq(STATE, State.REPLAYING.name()), lt(TAKEN_AT, Date.from(now.minus(LEASE)))));
    }

    private ReplayedRecord unsealed(Document taken) {
        var sealed = taken.get(SEALED, Binary.class).getData();
        return StateMapper.fromJson(
                keys.open(taken.getString(SEALED_BY), sealed, taken.getString("_id")),
                ReplayedRecord.class);
    }

    @Override
    public DeadLetter tried(String id, Attempt attempt) {
        var worked = attempt.outcome().equals("DONE");
        var update = new ArrayList<Bson>();
        update.add(
                pushEach(
                        "attempts",
                        List.of(LetterDocument.of(attempt)),
                        new PushOptions().slice(-ATTEMPTS)));
        update.add(set(STATE, (worked ? State.REPLAYED : State.OPEN).name()));
        update.add(unset(TAKEN_AT));
        if (worked) {
            update.add(unset(SEALED_BY));
            update.add(unset(SEALED));
        } else if (attempt.reason() != null && !attempt.outcome().equals("AWAY")) {
            // That somebody was away says nothing about the record.
            update.add(set("reason", attempt.reason()));
        }
        var after =
                documents.findOneAndUpdate(
                        and(eq("_id", id), eq(STATE, State.REPLAYING.name())),
                        combine(update),
                        AFTER);
        return after == null ? find(id).orElseThrow() : decode(after);
    }

    @Override
    public Optional<DeadLetter> discard(String id, Discarded discarded) {
        return Optional.ofNullable(
                        documents.findOneAndUpdate(
                                and(eq("_id", id), isOpen(discarded.at())),
                                combine(
                                        set(STATE, State.DISCARDED.name()),
                                        set("discarded", LetterDocument.of(discarded)),
                                        unset(TAKEN_AT),
                                        unset(SEALED_BY),
                                        unset(SEALED)),
                                AFTER))
                .map(MongoLetters::decode);
    }

    private static DeadLetter decode(Document document) {
        var takenAt = document.getDate(TAKEN_AT);
        var given = takenAt != null && takenAt.toInstant().isBefore(Instant.now().minus(LEASE));
        return LetterDocument.read(
                document,
                given
                        ? State.OPEN
                        : State.valueOf(Objects.requireNonNull(document.getString(STATE))));
    }
}
