package cn.juhui.platform.batch;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.TestBackends;
import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class BatchedDocumentsTest {

    private static final int MANY = 60;

    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final MongoCollection<Document> collection =
            MongoClients.create(
                            MongoClientSettings.builder()
                                    .applyConnectionString(
                                            new ConnectionString(TestBackends.mongoUri()))
                                    .addCommandListener(new Heard())
                                    .build())
                    .getDatabase("batched")
                    .getCollection(Ids.next("col"));

    private final BatchedDocuments documents =
            new BatchedDocuments(collection, Projections.exclude("history"));

    private final class Heard implements CommandListener {
        @Override
        public void commandStarted(CommandStartedEvent event) {
            commands.add(event.getCommandName());
        }
    }

    private static Document document(int n) {
        return new Document("_id", "d" + n)
                .append("version", 1L)
                .append("history", List.of(new Document("hash", "first")));
    }

    private static BatchedDocuments.Change change(int n, long from, String hash) {
        return new BatchedDocuments.Change(
                and(eq("_id", "d" + n), eq("version", from)),
                Updates.combine(
                        Updates.set("version", from + 1),
                        Updates.push("history", new Document("hash", hash))),
                and(eq("_id", "d" + n), eq("history.hash", hash)));
    }

    /// All at the same time.
    private static <T> List<T> atOnce(List<Callable<T>> work) throws Exception {
        var start = new CountDownLatch(1);
        var done = new ArrayList<Future<T>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var one : work) {
                done.add(
                        threads.submit(() -> {
                            start.await();
                            return one.call();
                        }));
            }
            start.countDown();
        }
        var results = new ArrayList<T>();
        for (var one : done) {
            results.add(one.get());
        }
        return results;
    }

    private static <T> List<T> atOnce(IntFunction<T> work) throws Exception {
        return atOnce(
                IntStream.range(0, MANY).mapToObj(n -> (Callable<T>) () -> work.apply(n)).toList());
    }

    @Test
    void many_go_in_few_commands_and_each_gets_its_own_answer() throws Exception {
        assertThat(atOnce(n -> documents.insert(document(n)))).containsOnly(true);
        assertThat(atOnce(n -> documents.change(change(n, 1, "second " + n)))).containsOnly(true);

        var read = atOnce(n -> documents.read("d" + n));

        assertThat(read)
                .extracting(found -> found.getString("_id"))
                .containsExactlyElementsOf(
                        IntStream.range(0, MANY).mapToObj(n -> "d" + n).toList());
        assertThat(read).allSatisfy(found -> assertThat(found).doesNotContainKey("history"));
        assertThat(collection.find(eq("version", 2L))).hasSize(MANY);
        assertThat(commands).hasSizeLessThan(MANY);
    }

    @Test
    void what_is_there_already_is_not_added_and_keeps_nothing_else_out() throws Exception {
        for (int n = 0; n < MANY; n += 3) {
            documents.insert(document(n));
        }

        var added = atOnce(n -> documents.insert(document(n)));

        for (int n = 0; n < MANY; n++) {
            assertThat(added.get(n)).as("d" + n).isEqualTo(n % 3 != 0);
        }
        assertThat(collection.countDocuments()).isEqualTo(MANY);
    }

    @Test
    void who_lost_the_guard_hears_it_and_who_won_too() throws Exception {
        for (int n = 0; n < MANY; n++) {
            documents.insert(document(n));
        }
        for (int n = 0; n < MANY; n += 3) {
            documents.change(change(n, 1, "somebody else's"));
        }

        var changed = atOnce(n -> documents.change(change(n, 1, "mine " + n)));

        for (int n = 0; n < MANY; n++) {
            assertThat(changed.get(n)).as("d" + n).isEqualTo(n % 3 != 0);
        }
    }

    @Test
    void what_the_store_will_not_have_is_refused_alone() throws Exception {
        for (int n = 0; n < MANY; n++) {
            documents.insert(document(n));
        }
        var refused = new ArrayList<Integer>();

        var changed =
                atOnce(n -> {
                    var update =
                            n == 7
                                    ? Updates.push("version", "no array")
                                    : Updates.set("version", 2L);
                    try {
                        return documents.change(
                                new BatchedDocuments.Change(
                                        eq("_id", "d" + n),
                                        update,
                                        and(eq("_id", "d" + n), eq("version", 2L))));
                    } catch (MongoWriteException e) {
                        refused.add(n);
                        return false;
                    }
                });

        assertThat(refused).containsExactly(7);
        assertThat(changed.stream().filter(did -> did)).hasSize(MANY - 1);
    }

    @Test
    void a_store_that_is_away_is_everybodys_failure() {
        var away =
                new BatchedDocuments(
                        MongoClients.create("mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=200")
                                .getDatabase("nowhere")
                                .getCollection("nothing"),
                        null);

        assertThatThrownBy(() -> atOnce(n -> away.read("d" + n)))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(MongoTimeoutException.class);
    }
}
