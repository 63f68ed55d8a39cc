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
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes down up to where Kafka has confirmed, for many aggregates in one bulk write.
final class Marks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Marks.class);

    private final String topic;
    private final MongoCollection<Document> documents;
    private final LinkedBlockingQueue<Mark> marks = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;

    private record Mark(String id, long sequence) {}

    Marks(String topic, MongoCollection<Document> documents) {
        this.topic = topic;
        this.documents = documents;
        Ticker.survivals("relay-marks-" + topic);
        this.thread = Thread.ofPlatform().daemon().name("relay-marks-" + topic).start(this::run);
    }

    /// Returns at once; a mark that gets lost is made again by the sweeper.
    void confirmed(String id, long sequence) {
        marks.add(new Mark(id, sequence));
    }

    private void run() {
        var batch = new ArrayList<Mark>();
        while (!closed || !marks.isEmpty()) {
            try {
                var first = marks.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    marks.drainTo(batch, 999);
                    write(batch);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                Ticker.count("relay-marks-" + topic);
                LOG.warn(
                        "{}: marks not written, events may be sent again: {}", topic, e.toString());
            } finally {
                batch.clear();
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

    /// Finishes what is queued, for a few seconds at most.
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(Duration.ofSeconds(3));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
