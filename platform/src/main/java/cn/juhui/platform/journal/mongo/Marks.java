package cn.juhui.platform.journal.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import cn.juhui.platform.resilience.Ticker;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes down up to where Kafka has confirmed. An aggregate's next change says it, too, so only those that rest are written for it alone, many in one bulk
/// write. Where several instances change the same aggregates the others have to know, and nothing rests.
final class Marks implements AutoCloseable {

    /// Until its document rests; far less than after what time the relay looks whether Kafka has everything.
    static final Duration REST = Duration.ofSeconds(1);

    /// How often it is looked for those that rest.
    private static final Duration LOOK = Duration.ofMillis(100);

    /// After the last time that another instance was noticed.
    private static final Duration SHARED = Duration.ofMinutes(1);

    private static final int MOST = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Marks.class);

    private final String topic;
    private final MongoCollection<Document> documents;
    private final Thread thread;

    /// Those that were confirmed last stand last; guarded by this.
    private final Map<String, Mark> marks = new LinkedHashMap<>();

    private long sharedUntil = System.nanoTime();
    private boolean closed;

    private record Mark(String id, long sequence, long since) {}

    Marks(String topic, MongoCollection<Document> documents) {
        this.topic = topic;
        this.documents = documents;
        Ticker.survivals("relay-marks-" + topic);
        this.thread = Thread.ofPlatform().daemon().name("relay-marks-" + topic).start(this::run);
    }

    /// Returns at once; a mark that gets lost is made again by the sweeper.
    synchronized void confirmed(String id, long sequence) {
        marks.remove(id);
        marks.put(id, new Mark(id, sequence, System.nanoTime()));
        if (isShared() || marks.size() == 1 || marks.size() == MOST) {
            notifyAll();
        }
    }

    /// Its document was changed: what was confirmed before is said with that, or with what follows.
    synchronized void goesOn(String id) {
        marks.remove(id);
    }

    /// Another instance changes these aggregates, too.
    synchronized void shared() {
        sharedUntil = System.nanoTime() + SHARED.toNanos();
        notifyAll();
    }

    private boolean isShared() {
        return sharedUntil - System.nanoTime() > 0;
    }

    private void run() {
        while (true) {
            try {
                var rested = rested();
                if (rested.isEmpty()) {
                    return;
                }
                write(rested);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                Ticker.count("relay-marks-" + topic);
                LOG.warn(
                        "{}: marks not written, events may be sent again: {}", topic, e.toString());
            }
        }
    }

    /// Waits until there is something to write; empty at the end.
    private synchronized List<Mark> rested() throws InterruptedException {
        while (true) {
            var all = closed || isShared() || marks.size() >= MOST;
            var before = System.nanoTime() - REST.toNanos();
            var rested = new ArrayList<Mark>();
            for (var mark : marks.values()) {
                if (rested.size() == MOST || !all && mark.since() - before > 0) {
                    break;
                }
                rested.add(mark);
            }
            rested.forEach(mark -> marks.remove(mark.id()));
            if (!rested.isEmpty() || closed) {
                return rested;
            }
            if (marks.isEmpty()) {
                wait();
            } else {
                wait(LOOK.toMillis());
            }
        }
    }

    /// Only a document that has not grown since is done; one that has is marked when its newer entries are confirmed.
    private void write(List<Mark> batch) {
        var updates = batch.stream().map(Marks::update).toList();
        documents.bulkWrite(updates, new BulkWriteOptions().ordered(false));
    }

    private static UpdateOneModel<Document> update(Mark mark) {
        return new UpdateOneModel<>(
                and(eq("_id", mark.id()), eq("sequence", mark.sequence())),
                Updates.combine(
                        Updates.set("published", mark.sequence()), Updates.unset("publishDueAt")));
    }

    /// Writes what there is, for a few seconds at most.
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join(Duration.ofSeconds(3));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
