package cn.juhui.scenarios.bench.load;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import cn.juhui.contracts.wire.Topics;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;

/// What the store and the broker could do if nobody had anything to decide: as many guarded updates and records per cycle as a refund takes, of the same sizes and as durable,
/// by the plain driver and the plain producer. In a database and on a topic of its own, which go with it.
public final class Floor implements AutoCloseable {

    private static final String DATABASE = "juhui_bench_floor";
    private static final String TOPIC = "juhui.bench.floor";

    private final MongoClient store;
    private final Admin broker;
    private final MongoCollection<Document> documents;
    private final KafkaProducer<String, byte[]> producer;
    private final Work work;

    /// What one cycle does.
    ///
    /// @param writes of documents, inserts among them
    /// @param recordBytes on the broker's disk
    public record Work(int writes, int records, int recordBytes) {}

    /// Makes room for itself.
    public Floor(MongoClient store, Admin broker, String kafka, Work work) {
        this.store = store;
        this.broker = broker;
        this.work = work;
        store.getDatabase(DATABASE).drop();
        this.documents =
                store.getDatabase(DATABASE)
                        .getCollection("documents")
                        .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
        dropTopic();
        var topic = new NewTopic(TOPIC, Optional.of(Topics.PARTITIONS), Optional.empty());
        await(broker.createTopics(List.of(topic)).all().toCompletionStage().toCompletableFuture());
        this.producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka, "acks", "all", "linger.ms", 0),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    /// Cycle after cycle.
    public Load load(int workers, Duration duration) {
        return new ClosedLoop(this::cycle, workers, duration);
    }

    private long cycle() {
        var start = System.nanoTime();
        var form = FloorDocument.of(work.writes());
        var ids = form.ids(UUID.randomUUID().toString());
        var sent = new ArrayList<Future<?>>();
        for (int i = 0; i < work.writes(); i++) {
            var id = ids.get(i % ids.size());
            write(form, id, i / ids.size());
            while ((long) sent.size() * work.writes() < (i + 1L) * work.records()) {
                sent.add(producer.send(new ProducerRecord<>(TOPIC, id, value(id))));
            }
        }
        sent.forEach(Floor::await);
        return System.nanoTime() - start;
    }

    private void write(FloorDocument form, String id, int version) {
        if (version == 0) {
            documents.insertOne(form.first(id));
        } else if (documents
                        .updateOne(
                                and(eq("_id", id), eq("version", version)),
                                form.change(version + 1))
                        .getMatchedCount()
                == 0) {
            throw new IllegalStateException("Somebody else changed " + id);
        }
    }

    private byte[] value(String id) {
        return new byte
                [Math.max(1, work.recordBytes() - FloorDocument.RECORD_OVERHEAD - id.length())];
    }

    private void dropTopic() {
        try {
            broker.deleteTopics(List.of(TOPIC)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(Future<?> future) {
        try {
            future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
        dropTopic();
        store.getDatabase(DATABASE).drop();
    }
}
