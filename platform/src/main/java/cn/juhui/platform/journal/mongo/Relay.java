package cn.juhui.platform.journal.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.include;

import cn.juhui.platform.journal.history.HistoryEntry;
import cn.juhui.platform.messaging.EventSender;
import cn.juhui.platform.resilience.Ticker;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Date;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings what the journal stored to Kafka: in order per aggregate, at least once, never with a gap.
///
/// **Fast path**: right after the write the entries queue up for the relay's thread, which sends an aggregate's next entry
/// when the broker has acknowledged the one before, and moves `published` for many aggregates in one bulk write.
/// **Slow path**: every document carries `publishDueAt` until Kafka has confirmed its last entry; each instance looks for
/// overdue ones, leases them by a conditional update and publishes from `published` on. That heals a crash at any point, a broker
/// that was away, an instance that died. Due times are real time: the business clock may be moved.
///
/// It is long because both paths know what is under way, and only the relay's thread may touch that.
final class Relay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    /// An entry that Kafka has not confirmed after this long is looked after by whoever sees it first.
    static final Duration LOOK_AFTER = Duration.ofSeconds(5);

    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(1);
    private static final int SWEEP_BATCH = 200;
    private static final int REMEMBERED = 20_000;

    private final String topic;
    private final MongoCollection<Document> documents;
    private final EventSender sender;
    private final LinkedBlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
    private final Thread thread;
    private final Ticker sweeper;
    private final Marks marks;
    private final JournalMeters punctuality;
    private final BooleanSupplier paused;

    /// What is being sent, by aggregate; only the relay's thread touches it.
    private final Map<String, Chain> chains = new HashMap<>();

    /// Up to where Kafka has confirmed, for aggregates whose mark may not be visible yet; only the relay's thread writes to it.
    private final Cache<String, Long> confirmed =
            Caffeine.newBuilder().maximumSize(REMEMBERED).executor(Runnable::run).build();

    private volatile boolean closed;

    private static final class Chain {
        private final String merchantId;
        private final Deque<Unsent> waiting = new ArrayDeque<>();
        private long last;

        Chain(String merchantId, long last) {
            this.merchantId = merchantId;
            this.last = last;
        }
    }

    /// @param since when it was written, by [System#nanoTime]
    private record Unsent(HistoryEntry entry, long since) {}

    Relay(
            String topic,
            MongoCollection<Document> documents,
            EventSender sender,
            JournalMeters punctuality,
            BooleanSupplier paused) {
        this.topic = topic;
        this.documents = documents;
        this.sender = sender;
        this.punctuality = punctuality;
        this.paused = paused;
        Ticker.survivals("relay-" + topic);
        this.thread = Thread.ofPlatform().daemon().name("relay-" + topic).start(this::run);
        this.marks = new Marks(topic, documents);
        this.sweeper = new Ticker("relay-sweep-" + topic, SWEEP_EVERY, this::sweep);
    }

    /// When a document that is written now is looked after, if nothing confirms it before.
    Date nextLook() {
        return Date.from(Instant.now().plus(LOOK_AFTER));
    }

    /// Up to where this process knows that Kafka has confirmed the aggregate's entries; the next change of its document says so with it.
    long confirmed(String id) {
        return Objects.requireNonNullElse(confirmed.getIfPresent(id), 0L);
    }

    /// Queues what was just stored. Returns at once; a full stop before it is sent is the sweeper's business, and so is what is stored while an operator lets the relay rest.
    ///
    /// @param published how far Kafka had confirmed when the document was loaded
    void publish(String id, String merchantId, long published, List<HistoryEntry> entries) {
        if (!paused.getAsBoolean()) {
            publish(id, merchantId, published, entries, System.nanoTime());
        }
    }

    private void publish(
            String id, String merchantId, long published, List<HistoryEntry> entries, long since) {
        work.add(() -> enqueue(id, merchantId, published, entries, since));
    }

    private void enqueue(
            String id, String merchantId, long published, List<HistoryEntry> entries, long since) {
        var chain = chains.get(id);
        var known = chain == null ? Math.max(confirmed(id), published) : chain.last;
        var last = entries.isEmpty() ? known : entries.getLast().seq();
        if (last <= known) {
            if (chain == null) {
                marks.confirmed(id, known);
            }
            return;
        }
        if (entries.getFirst().seq() > known + 1) {
            // Another instance wrote what stands before, and may not have said yet that it is told.
            marks.shared();
            entries = stored(id);
        }
        marks.goesOn(id);
        if (chain == null) {
            chain = new Chain(merchantId, known);
            chains.put(id, chain);
        }
        var idle = chain.waiting.isEmpty();
        for (var entry : entries) {
            if (entry.seq() > chain.last) {
                chain.waiting.add(new Unsent(entry, since));
                chain.last = entry.seq();
            }
        }
        if (idle) {
            sendNext(id, chain);
        }
    }

    private List<HistoryEntry> stored(String id) {
        var document = documents.find(eq("_id", id)).projection(include("history")).first();
        return document == null ? List.of() : HistoryDocuments.entries(document);
    }

    private void sendNext(String id, Chain chain) {
        var next = chain.waiting.peek();
        if (next == null) {
            chains.remove(id);
            confirmed.put(id, chain.last);
            marks.confirmed(id, chain.last);
            return;
        }
        sender.send(
                topic,
                id,
                chain.merchantId,
                next.entry(),
                failure -> work.add(() -> answered(id, chain, next, failure)));
    }

    private void answered(String id, Chain chain, Unsent sent, @Nullable Exception failure) {
        var seq = sent.entry().seq();
        if (failure == null) {
            punctuality.published(sent.since());
            chain.waiting.remove();
            sendNext(id, chain);
        } else {
            // Nothing behind it may overtake it: the sweeper begins again at `published`.
            LOG.warn("{} {} of {} is not on Kafka yet: {}", topic, seq, id, failure.toString());
            confirmed.put(id, seq - 1);
            chains.remove(id);
        }
    }

    private void run() {
        while (!closed || !work.isEmpty()) {
            try {
                var task = work.poll(200, TimeUnit.MILLISECONDS);
                if (task != null) {
                    task.run();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                Ticker.count("relay-" + topic);
                LOG.warn("{}: publishing stumbled, the sweeper will see to it", topic, e);
            }
        }
    }

    private void sweep() {
        if (paused.getAsBoolean()) {
            return;
        }
        var now = Instant.now();
        var overdue =
                documents
                        .find(lte("publishDueAt", Date.from(now)))
                        .projection(include("publishDueAt", "published", "merchantId"))
                        .sort(Sorts.ascending("publishDueAt"))
                        .limit(SWEEP_BATCH);
        for (var document : overdue) {
            if (lease(document, now)) {
                publishRest(document, now);
            }
        }
    }

    private boolean lease(Document document, Instant now) {
        var unclaimed =
                and(
                        eq("_id", document.getString("_id")),
                        eq("publishDueAt", document.getDate("publishDueAt")));
        var later = Updates.set("publishDueAt", Date.from(now.plus(LEASE)));
        return documents.updateOne(unclaimed, later).getMatchedCount() == 1;
    }

    /// It waits since [#LOOK_AFTER] before it was due, or longer, when it was leased before.
    private void publishRest(Document document, Instant now) {
        var id = document.getString("_id");
        var published = document.get("published", Number.class).longValue();
        var rest = stored(id).stream().filter(e -> e.seq() > published).toList();
        var waits =
                Duration.between(document.getDate("publishDueAt").toInstant(), now)
                        .plus(LOOK_AFTER);
        var since = System.nanoTime() - waits.toNanos();
        publish(id, document.getString("merchantId"), published, rest, since);
    }

    /// Finishes what is queued, for a few seconds at most.
    @Override
    public void close() {
        sweeper.close();
        closed = true;
        try {
            thread.join(Duration.ofSeconds(3));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
        marks.close();
    }
}
