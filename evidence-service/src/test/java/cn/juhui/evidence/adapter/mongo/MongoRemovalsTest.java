package cn.juhui.evidence.adapter.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.platform.testkit.TestBackends;
import com.mongodb.client.MongoClients;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;

class MongoRemovalsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final MongoRemovals removals =
            new MongoRemovals(
                    new MongoTemplate(
                            MongoClients.create(TestBackends.mongoUri()),
                            "removals_" + UUID.randomUUID()));

    @Test
    void what_is_held_is_not_removed_before_its_time_even_when_proposed() {
        assertThat(removals.hold("a", NOW.plus(HOUR))).isTrue();
        removals.propose("a", NOW);

        assertThat(removals.claim(NOW, 10)).isEmpty();
        assertThat(removals.claim(NOW.plus(HOUR), 10)).containsExactly("a");
    }

    @Test
    void a_shorter_hold_does_not_end_a_longer_one() {
        removals.hold("a", NOW.plus(HOUR));
        removals.hold("a", NOW);
        assertThat(removals.claim(NOW.plus(HOUR).minusMillis(1), 10)).isEmpty();
    }

    @Test
    void what_is_claimed_can_neither_be_held_nor_claimed_again_until_it_is_settled() {
        removals.propose("a", NOW);
        assertThat(removals.claim(NOW, 10)).containsExactly("a");

        assertThat(removals.hold("a", NOW.plus(HOUR))).isFalse();
        assertThat(removals.claim(NOW, 10)).isEmpty();
        removals.settle("a");
        assertThat(removals.hold("a", NOW.plus(HOUR))).isTrue();
    }

    @Test
    void what_somebody_claimed_and_died_over_is_claimed_again() {
        removals.propose("a", NOW);
        removals.claim(NOW, 10);
        assertThat(removals.claim(NOW.plus(HOUR), 10)).containsExactly("a");
    }

    @Test
    void what_is_put_off_can_be_held_at_once_and_is_claimed_at_its_new_time() {
        removals.propose("a", NOW);
        removals.propose("b", NOW);
        removals.claim(NOW, 10);

        removals.putOff("a", NOW.plusSeconds(60));
        removals.putOff("b", NOW.plusSeconds(60));

        assertThat(removals.claim(NOW.plusSeconds(59), 10)).isEmpty();
        assertThat(removals.hold("a", NOW.plus(HOUR))).isTrue();
        assertThat(removals.claim(NOW.plusSeconds(60), 10)).containsExactly("b");
    }

    @Test
    void of_a_hold_and_a_claim_at_the_same_time_only_one_succeeds() throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 200; i++) {
                var file = "f" + i;
                removals.propose(file, NOW);
                var start = new CyclicBarrier(2);
                var held =
                        threads.submit(() -> {
                            start.await(10, TimeUnit.SECONDS);
                            return removals.hold(file, NOW.plus(HOUR));
                        });
                var claimed =
                        threads.submit(() -> {
                            start.await(10, TimeUnit.SECONDS);
                            return !removals.claim(NOW, 10).isEmpty();
                        });
                assertThat(held.get()).as(file).isNotEqualTo(claimed.get());
                removals.settle(file);
            }
        }
    }
}
