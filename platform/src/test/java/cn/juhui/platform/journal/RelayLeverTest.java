package cn.juhui.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.lever.LeverChange;
import cn.juhui.platform.lever.Levers;
import cn.juhui.platform.lever.mongo.MongoLevers;
import cn.juhui.platform.testkit.TestBackends;
import cn.juhui.platform.watch.JournalFigures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// A relay that an operator lets rest: work goes on, nothing is told, and afterwards all of it is, in its order.
class RelayLeverTest {

    private static final Actor ZHAO = new Actor(Role.OPERATOR, "opr_zhao");

    private static LeverChange change(String id, boolean paused) {
        return new LeverChange(id, paused, "Kafka 迁移", ZHAO, Instant.parse("2026-11-24T09:00:00Z"));
    }

    @Test
    void what_happens_while_it_rests_is_told_when_any_instance_resumes_it() throws Exception {
        try (var backends =
                new JournalBackends(TestBackends.mongoUri(), TestBackends.kafkaServers())) {
            var journal = backends.instance(JournalContract.CLOCK);
            var id = Ids.next("tal");
            journal.add(id, new Tally(0, 1000, null), List.of(Tally.event("new")), by());
            backends.awaitAllPublished();

            backends.levers.change(backends.collection, change("lvr_1", true));
            journal.<String>handle(id, by(), t -> t.aggregate().add(1));
            journal.<String>handle(id, by(), t -> t.aggregate().add(1));
            var figures =
                    new JournalFigures(
                            backends.mongo, Set.of(backends.collection), Clock.systemUTC());
            // It would have been looked after once by then.
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> figures.waitingIn(backends.collection).count() == 1);
            assertThat(figures.waitingIn(backends.collection).oldestSince()).isNotNull();
            assertThat(published(backends, id)).isEqualTo(1);

            try (var elsewhere =
                    new MongoLevers(
                            backends.mongo.getCollection("levers-" + backends.collection))) {
                assertThat(elsewhere.isPaused(backends.collection)).isTrue();
                elsewhere.change(backends.collection, change("lvr_2", false));
            }
            assertThat(backends.told(Map.of(id, 3)).get(id)).containsExactly(1L, 2L, 3L);
            backends.awaitAllPublished();
        }
    }

    @Test
    void a_lever_keeps_who_pulled_it_and_a_repeated_change_is_the_same() throws Exception {
        try (var backends =
                new JournalBackends(TestBackends.mongoUri(), TestBackends.kafkaServers())) {
            var relays = backends.levers.of("relay");
            relays.change("refunds", change("lvr_1", true));
            relays.change("refunds", change("lvr_1", true));
            backends.levers.of("listener").change("juhui.orders", change("lvr_2", true));

            assertThat(relays.changes("refunds")).containsExactly(change("lvr_1", true));
            assertThat(relays.paused()).containsExactly("refunds");
            assertThat(relays.isPaused("juhui.orders")).isFalse();
            var ids = new ArrayList<String>();
            IntStream.range(0, Levers.KEPT + 10)
                    .forEach(i -> {
                        ids.addFirst("lvr_more_" + i);
                        relays.change("refunds", change(ids.getFirst(), false));
                    });
            assertThat(relays.isPaused("refunds")).isFalse();
            assertThat(relays.changes("refunds"))
                    .extracting(LeverChange::id)
                    .isEqualTo(ids.subList(0, Levers.KEPT));
        }
    }

    private static Cause by() {
        return Tally.by(Tally.ALICE);
    }

    private static long published(JournalBackends backends, String id) {
        var stored =
                backends.mongo
                        .getCollection(backends.collection)
                        .find(com.mongodb.client.model.Filters.eq("_id", id))
                        .first();
        return stored == null ? -1 : stored.get("published", Number.class).longValue();
    }
}
