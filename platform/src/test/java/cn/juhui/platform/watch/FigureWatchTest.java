package cn.juhui.platform.watch;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.platform.testkit.TestBackends;
import cn.juhui.platform.watch.Figure.Row;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FigureWatchTest {

    private static final Duration OFTEN = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final MongoClient client = MongoClients.create(TestBackends.mongoUri());
    private final MongoCollection<Document> turns =
            client.getDatabase("figures").getCollection(UUID.randomUUID().toString());

    private static final class Instance implements AutoCloseable {

        private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
        private final FigureWatch watch;

        Instance(MongoCollection<Document> turns, Supplier<List<Row>> doubtful) {
            this.watch =
                    new FigureWatch(
                            turns,
                            List.of(
                                    new Figure(
                                            MultiGauge.builder("sure").register(meters),
                                            () -> List.of(new Row("of", "all", 7))),
                                    new Figure(
                                            MultiGauge.builder("doubtful").register(meters),
                                            doubtful)),
                            OFTEN);
        }

        boolean shows(String name) {
            return meters.find(name).gauge() != null;
        }

        @Override
        public void close() {
            watch.close();
        }
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void one_instance_shows_them_and_when_it_ends_another_one_does() {
        try (var second = startedAfterTheFirstEnded()) {
            assertThat(second.meters.get("sure").tag("of", "all").gauge().value()).isEqualTo(7);
        }
    }

    private Instance startedAfterTheFirstEnded() {
        var first = new Instance(turns, () -> List.of(new Row(1)));
        Awaitility.await().atMost(PATIENCE).until(() -> first.shows("sure"));
        var second = new Instance(turns, () -> List.of(new Row(1)));
        Awaitility.await()
                .during(OFTEN.multipliedBy(10))
                .atMost(PATIENCE)
                .until(() -> first.shows("sure") && !second.shows("sure"));
        first.close();
        Awaitility.await().atMost(PATIENCE).until(() -> second.shows("sure"));
        return second;
    }

    @Test
    void what_cannot_be_looked_up_is_not_shown_as_it_was() {
        var away = new AtomicBoolean();
        Supplier<List<Row>> doubtful =
                () -> {
                    if (away.get()) {
                        throw new IllegalStateException("The store is away");
                    }
                    return List.of(new Row(1));
                };
        try (var instance = new Instance(turns, doubtful)) {
            Awaitility.await().atMost(PATIENCE).until(() -> instance.shows("doubtful"));
            away.set(true);
            Awaitility.await().atMost(PATIENCE).until(() -> !instance.shows("doubtful"));
            assertThat(instance.shows("sure")).isTrue();
            away.set(false);
            Awaitility.await().atMost(PATIENCE).until(() -> instance.shows("doubtful"));
        }
    }
}
