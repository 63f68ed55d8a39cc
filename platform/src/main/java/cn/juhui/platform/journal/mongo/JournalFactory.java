package cn.juhui.platform.journal.mongo;

import cn.juhui.contracts.Event;
import cn.juhui.platform.journal.Change;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.JournalSpec;
import cn.juhui.platform.journal.history.Position;
import cn.juhui.platform.journal.history.Told;
import cn.juhui.platform.lever.Levers;
import cn.juhui.platform.messaging.EventSender;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.MongoTemplate;

/// Opens journals: creates their indexes, starts their relays, and stops these at the end.
public final class JournalFactory implements AutoCloseable {

    private final MongoTemplate mongo;
    private final EventSender sender;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Levers levers;
    private final List<Relay> relays = new CopyOnWriteArrayList<>();
    private final List<Retelling> tellers = new CopyOnWriteArrayList<>();
    private final Set<String> collections = ConcurrentHashMap.newKeySet();

    /// @param clock business time, for the history
    /// @param meters where it is counted how punctual the journals are: `juhui.events.published{collection}`, `juhui.deadlines.lateness{collection}`
    /// @param levers by collection: while one is paused nothing of it is brought to Kafka
    public JournalFactory(
            MongoTemplate mongo,
            EventSender sender,
            Clock clock,
            MeterRegistry meters,
            Levers levers) {
        this.mongo = mongo;
        this.sender = sender;
        this.clock = clock;
        this.meters = meters;
        this.levers = levers;
    }

    public <A, E extends Event> Journal<A, E> create(JournalSpec<A> spec) {
        return create(spec, change -> {});
    }

    /// @param whenChanged hears, in this process only and right after the write, what was stored; must return at once
    /// @throws IllegalArgumentException when there is a journal on the collection already: each would tell what the other has to tell
    public <A, E extends Event> Journal<A, E> create(
            JournalSpec<A> spec, Consumer<Change<A>> whenChanged) {
        if (!collections.add(spec.collection())) {
            throw new IllegalArgumentException(
                    "There is a journal on the collection %s already".formatted(spec.collection()));
        }
        var documents = mongo.getCollection(spec.collection());
        documents.createIndex(Indexes.ascending("publishDueAt"), new IndexOptions().sparse(true));
        documents.createIndex(Indexes.ascending("dueAt"), new IndexOptions().sparse(true));
        documents.createIndex(Indexes.ascending("lookAt"), new IndexOptions().sparse(true));
        for (var index : spec.indexes()) {
            documents.createIndex(
                    Indexes.compoundIndex(index.stream().map(JournalFactory::key).toList()));
        }
        var punctuality = new JournalMeters(spec.collection(), meters);
        var relay =
                new Relay(
                        spec.topic(),
                        documents,
                        sender,
                        punctuality,
                        () -> levers.isPaused(spec.collection()));
        relays.add(relay);
        tellers.add(new Retelling(spec.topic(), documents, sender));
        return new MongoJournal<>(spec, documents, relay, clock, punctuality, whenChanged);
    }

    /// The collections that there are journals on.
    public Set<String> collections() {
        return Set.copyOf(collections);
    }

    /// What this service's aggregates told at these positions, in their order.
    public List<Told> told(List<Position> positions) {
        var ids = positions.stream().map(Position::subject).collect(Collectors.toSet());
        var histories = new HashMap<String, Document>();
        tellers.forEach(teller -> histories.putAll(teller.histories(ids)));
        return positions.stream()
                .map(one -> Retelling.told(histories.get(one.subject()), one.at()))
                .toList();
    }

    /// Tells once more what follows in its history, for somebody who missed it; returns when the broker has it.
    ///
    /// @throws org.apache.kafka.common.KafkaException when the broker didn't take all of it
    public Told tellAgain(String id, long after) {
        return tellers.stream()
                .flatMapToLong(teller -> teller.tellAgain(id, after).stream())
                .mapToObj(Told::upTo)
                .findFirst()
                .orElse(Told.NOTHING);
    }

    private static Bson key(String field) {
        return field.startsWith("-")
                ? Indexes.descending(field.substring(1))
                : Indexes.ascending(field);
    }

    @Override
    public void close() {
        relays.forEach(Relay::close);
    }
}
