package cn.juhui.platform.watch;

import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import cn.juhui.platform.journal.QueryTime;
import cn.juhui.platform.lever.Pausables.Waiting;
import cn.juhui.platform.watch.Figure.Row;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.MongoTemplate;

/// What waits in the journals of a service, by the sparse indexes that their sweepers use.
public final class JournalFigures {

    /// What was written a moment ago is on its way, and marked as told a second after the broker has it.
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(3);

    /// A write is looked after five seconds later; what is due later than that was looked after before.
    private static final Duration LOOKED_AFTER = Duration.ofSeconds(6);

    private static final Duration DUE_IN = Duration.ofSeconds(5);
    private static final int MOST_AGES = 100;

    private final MongoTemplate mongo;
    private final Set<String> collections;
    private final Clock clock;

    /// @param clock business time
    public JournalFigures(MongoTemplate mongo, Set<String> collections, Clock clock) {
        this.mongo = mongo;
        this.collections = collections;
        this.clock = clock;
    }

    public List<Figure> figures(MeterRegistry meters) {
        return List.of(
                new Figure(
                        MultiGauge.builder("juhui.events.unsent")
                                .description(
                                        "Aggregates whose latest events Kafka doesn't have yet")
                                .register(meters),
                        () -> each(this::unsent)),
                new Figure(
                        MultiGauge.builder("juhui.events.unsent.oldest")
                                .description("Since when the one of them waits that waits longest")
                                .baseUnit("seconds")
                                .register(meters),
                        () -> each(this::oldestUnsent)),
                new Figure(
                        MultiGauge.builder("juhui.deadlines.due")
                                .description(
                                        "For how long the deadline has passed that waits longest for the clock")
                                .baseUnit("seconds")
                                .register(meters),
                        () -> each(this::longestDue)));
    }

    private List<Row> each(ToDoubleFunction<MongoCollection<Document>> figure) {
        return collections.stream()
                .map(name ->
                        new Row(
                                "collection",
                                name,
                                figure.applyAsDouble(mongo.getCollection(name))))
                .toList();
    }

    /// What waits in one of them.
    public Waiting waitingIn(String collection) {
        var documents = mongo.getCollection(collection);
        var count = (long) unsent(documents);
        var age = Duration.ofMillis((long) (oldestUnsent(documents) * 1_000));
        return new Waiting(count, count == 0 ? null : clock.instant().minus(age));
    }

    private double unsent(MongoCollection<Document> documents) {
        return documents.countDocuments(
                waiting(Instant.now()),
                new CountOptions()
                        .limit(Figure.MOST)
                        .maxTime(QueryTime.MOST_MILLIS, TimeUnit.MILLISECONDS));
    }

    private double oldestUnsent(MongoCollection<Document> documents) {
        var now = clock.instant();
        var oldest = now;
        for (var document :
                documents
                        .find(waiting(Instant.now()))
                        .projection(include("updatedAt"))
                        .sort(ascending("publishDueAt"))
                        .limit(MOST_AGES)) {
            var at = document.getDate("updatedAt").toInstant();
            oldest = at.isBefore(oldest) ? at : oldest;
        }
        return seconds(oldest, now);
    }

    private static Bson waiting(Instant now) {
        return or(
                lte("publishDueAt", Date.from(now.plus(DUE_IN).minus(ON_ITS_WAY))),
                gt("publishDueAt", Date.from(now.plus(LOOKED_AFTER))));
    }

    private double longestDue(MongoCollection<Document> documents) {
        var now = clock.instant();
        var first =
                documents
                        .find(lte("dueAt", Date.from(now)))
                        .projection(include("dueAt"))
                        .sort(ascending("dueAt"))
                        .first();
        return first == null ? 0 : seconds(first.getDate("dueAt").toInstant(), now);
    }

    private static double seconds(Instant since, Instant now) {
        return Math.max(0, Duration.between(since, now).toMillis() / 1000.0);
    }
}
