package cn.juhui.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.juhui.contracts.evidence.MessagePosted;
import cn.juhui.platform.journal.history.HashChain;
import cn.juhui.platform.journal.mongo.DocumentLimit;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.TestBackends;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The journal on a MongoDB-protocol store and a Kafka broker: the embedded ones, or those that `MONGODB_URI` and
/// `KAFKA_BOOTSTRAP_SERVERS` name.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MongoJournalTest extends JournalContract {

    private JournalBackends backends;
    private Journal<Tally, MessagePosted> journal;

    JournalBackends open() throws Exception {
        return new JournalBackends(TestBackends.mongoUri(), TestBackends.kafkaServers());
    }

    @BeforeAll
    void start() throws Exception {
        backends = open();
        journal = backends.instance(CLOCK);
    }

    @AfterAll
    void stop() {
        backends.close();
    }

    @Override
    Journal<Tally, MessagePosted> journal() {
        return journal;
    }

    private String aTally() {
        var id = Ids.next("tal");
        journal.add(id, new Tally(0, 1000, null), List.of(Tally.event("new")), by());
        return id;
    }

    private static Cause by() {
        return Tally.by(Tally.ALICE);
    }

    @Test
    void every_entry_reaches_kafka_in_order_as_a_cloud_event() {
        var id = aTally();
        journal.<String>handle(id, by(), t -> t.aggregate().add(1));
        journal.<String>handle(id, by(), t -> t.aggregate().add(1));

        assertThat(backends.told(Map.of(id, 3)).get(id)).containsExactly(1L, 2L, 3L);
        try (var consumer = backends.consumer()) {
            consumer.subscribe(List.of(backends.topic));
            var record =
                    Awaitility.await()
                            .until(
                                    () -> {
                                        for (var r : consumer.poll(Duration.ofMillis(100))) {
                                            if (id.equals(r.key())) {
                                                return r;
                                            }
                                        }
                                        return null;
                                    },
                                    Objects::nonNull);
            assertThat(JournalBackends.header(record, "ce_specversion")).isEqualTo("1.0");
            assertThat(JournalBackends.header(record, "ce_type")).isEqualTo(MessagePosted.TYPE);
            assertThat(JournalBackends.header(record, "ce_subject")).isEqualTo(id);
            assertThat(JournalBackends.header(record, "ce_source")).isEqualTo("/test-service");
            assertThat(JournalBackends.header(record, "ce_merchantid")).isEqualTo("mer_test");
            assertThat(JournalBackends.header(record, "ce_id")).startsWith("evt_");
            assertThat(new String(record.value(), StandardCharsets.UTF_8))
                    .contains("\"text\":\"new\"");
        }
        backends.awaitAllPublished();
    }

    @Test
    void a_history_is_chained_and_tampering_shows() {
        var id = aTally();
        journal.<String>handle(id, by(), t -> t.aggregate().add(1));
        journal.<String>handle(id, by(), t -> t.aggregate().add(2));
        assertThat(HashChain.firstBroken(journal.history(id))).isEmpty();

        backends.mongo
                .getCollection(backends.collection)
                .updateOne(Filters.eq("_id", id), Updates.set("history.1.actor", "mallory"));

        assertThat(HashChain.firstBroken(journal.history(id))).hasValue(2);
        var withoutOne = new ArrayList<>(journal.history(id));
        withoutOne.removeFirst();
        assertThat(HashChain.firstBroken(withoutOne)).hasValue(1);
    }

    @Test
    void what_this_process_stored_a_moment_ago_is_not_read_again() {
        var own = backends.instance(CLOCK);
        var id = Ids.next("tal");
        own.add(id, new Tally(0, 1000, null), List.of(Tally.event("new")), by());
        backends.mongo
                .getCollection(backends.collection)
                .updateOne(Filters.eq("_id", id), Updates.set("state.count", 500));

        own.<String>handle(id, by(), t -> t.aggregate().add(1));

        assertThat(own.find(id).orElseThrow().aggregate().count()).isEqualTo(1);
    }

    @Test
    void what_another_instance_changed_meanwhile_is_read_and_decided_anew() {
        var own = backends.instance(CLOCK);
        var other = backends.instance(CLOCK);
        var id = Ids.next("tal");
        own.add(id, new Tally(0, 1000, null), List.of(Tally.event("new")), by());
        other.<String>handle(id, by(), t -> t.aggregate().add(999));

        assertThat(own.<String>handle(id, by(), t -> t.aggregate().add(2)))
                .isInstanceOf(Handled.Refused.class);
        own.<String>handle(id, by(), t -> t.aggregate().add(1));

        assertThat(own.find(id).orElseThrow().aggregate().count()).isEqualTo(1000);
        assertThat(HashChain.firstBroken(own.history(id))).isEmpty();
    }

    @Test
    void a_no_is_never_said_from_memory() {
        var own = backends.instance(CLOCK);
        var other = backends.instance(CLOCK);
        var id = Ids.next("tal");
        own.add(id, new Tally(0, 1000, null), List.of(Tally.event("new")), by());
        own.<String>handle(id, by(), t -> t.aggregate().add(1000));
        other.<String>handle(id, by(), t -> t.aggregate().add(-1000));

        own.<String>handle(id, by(), t -> t.aggregate().add(5));

        assertThat(own.find(id).orElseThrow().aggregate().count()).isEqualTo(5);
        assertThat(HashChain.firstBroken(own.history(id))).isEmpty();
    }

    @Test
    void two_instances_tell_one_gap_free_story_per_aggregate() throws Exception {
        var other = backends.instance(CLOCK);
        var ids = new ArrayList<String>();
        for (int i = 0; i < 20; i++) {
            ids.add(aTally());
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            var commands = new ArrayList<Callable<Object>>();
            for (int n = 0; n < 400; n++) {
                var id = ids.get(n % ids.size());
                var instance = n % 3 == 0 ? other : journal;
                commands.add(() -> instance.<String>handle(id, by(), t -> t.aggregate().add(1)));
            }
            for (var done : threads.invokeAll(commands)) {
                done.get();
            }
        }

        var expected = new HashMap<String, Integer>();
        ids.forEach(id -> expected.put(id, 21));
        var told = backends.told(expected);
        for (var id : ids) {
            assertInOrderOnceSeen(told.get(id), 21);
        }
        backends.awaitAllPublished();
    }

    @Test
    void what_a_crash_left_behind_after_any_write_is_published_by_another_instance()
            throws Exception {
        try (var crashed = open()) {
            // An instance that stores, but whose relay never reaches a broker: dead after the
            // write, before the send.
            var dying = crashed.instance(CLOCK, "127.0.0.1:1");
            var id = Ids.next("tal");
            dying.add(id, new Tally(0, 10, null), List.of(Tally.event("new")), by());
            dying.<String>handle(id, by(), t -> t.aggregate().add(1));
            crashed.stopInstances();

            crashed.instance(CLOCK);
            assertThat(crashed.told(Map.of(id, 2)).get(id)).containsExactly(1L, 2L);

            // Dead after the send, before the mark: told again, in order, nothing lost.
            crashed.awaitAllPublished();
            crashed.mongo
                    .getCollection(crashed.collection)
                    .updateOne(
                            Filters.eq("_id", id),
                            Updates.combine(
                                    Updates.set("published", 0L),
                                    Updates.set("publishDueAt", new Date(0))));
            crashed.stopInstances();
            var survivor = crashed.instance(CLOCK);
            crashed.awaitAllPublished();
            survivor.<String>handle(id, by(), t -> t.aggregate().add(1));
            assertInOrderOnceSeen(crashed.told(Map.of(id, 3)).get(id), 3);
        }
    }

    private static Decision<Tally, MessagePosted, String> say(Stored<Tally> tally, int characters) {
        return Decision.accepted(tally.aggregate(), Tally.event("x".repeat(characters)));
    }

    private long refusedAfter(String id, Cause by) {
        long taken = 0;
        while (true) {
            try {
                journal.<String>handle(id, by, t -> say(t, 390_000));
                taken++;
            } catch (DocumentFullException e) {
                return taken;
            }
        }
    }

    private Document document(String id) {
        return Objects.requireNonNull(
                backends.mongo
                        .getCollection(backends.collection)
                        .find(Filters.eq("_id", id))
                        .first());
    }

    @Test
    void a_document_grows_to_4_mib_by_people_and_to_12_by_facts_and_is_then_as_it_was() {
        var id = aTally();

        assertThat(refusedAfter(id, by())).isEqualTo(10);
        assertThat(DocumentLimit.bytes(document(id))).isBetween(3 << 20, 4 << 20);
        assertThat(refusedAfter(id, Cause.clock("test"))).isEqualTo(22);
        var full = document(id);
        assertThat(DocumentLimit.bytes(full)).isBetween(11 << 20, 12 << 20);
        assertThat(refusedAfter(id, Cause.clock("test"))).isZero();
        assertThat(document(id).getLong("version")).isEqualTo(full.getLong("version"));
        assertThat(HashChain.firstBroken(journal.history(id))).isEmpty();
    }

    @Test
    void a_document_from_before_bytes_were_counted_is_counted() {
        var id = aTally();
        journal.<String>handle(id, by(), t -> say(t, 390_000));
        backends.mongo
                .getCollection(backends.collection)
                .updateOne(Filters.eq("_id", id), Updates.unset("historyBytes"));

        assertThat(refusedAfter(id, by())).isEqualTo(9);
    }

    @Test
    void an_entry_that_nobody_could_hear_is_not_stored() {
        var id = aTally();

        assertThatThrownBy(() -> journal.<String>handle(id, by(), t -> say(t, 410_000)))
                .isInstanceOf(DocumentFullException.class);
        assertThat(journal.history(id)).hasSize(1);
    }

    @Test
    void of_a_thousand_sources_the_first_heard_is_forgotten() {
        var id = aTally();
        var seen = new Document();
        for (int n = 0; n < DocumentLimit.MOST_SOURCES; n++) {
            seen.append("src_" + n, 1L);
        }
        backends.mongo
                .getCollection(backends.collection)
                .updateOne(Filters.eq("_id", id), Updates.set("seen", seen));

        for (var source : List.of("src_new", "src_999", "src_newer")) {
            var cause = new Cause(Tally.ALICE, "evt", null, new Cause.Heard(source, 7), null);
            journal.<String>handle(id, cause, t -> t.aggregate().add(1));
        }

        var now = document(id).get("seen", Document.class);
        assertThat(now).hasSize(DocumentLimit.MOST_SOURCES);
        assertThat(now).doesNotContainKeys("src_0", "src_1");
        assertThat(now).containsKeys("src_2", "src_999", "src_new", "src_newer");
    }

    /// Repeats are normal life; what a consumer keeps after dropping what it saw must be 1, 2, 3 … without a gap.
    static void assertInOrderOnceSeen(List<Long> told, int entries) {
        var kept = new ArrayList<Long>();
        long seen = 0;
        for (var sequence : told) {
            if (sequence > seen) {
                kept.add(sequence);
                seen = sequence;
            }
        }
        assertThat(kept).isEqualTo(LongStream.rangeClosed(1, entries).boxed().toList());
        assertThat(new TreeSet<>(told)).isEqualTo(new TreeSet<>(new HashSet<>(kept)));
    }
}
