package cn.juhui.platform.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SideBySideTest {

    private final AtomicInteger ended = new AtomicInteger();

    @Test
    void all_run_at_the_same_time_and_have_ended_when_it_returns() {
        var all = new CyclicBarrier(5);

        SideBySide.run(
                5,
                "work",
                () -> {
                    meet(all);
                    ended.incrementAndGet();
                });

        assertThat(ended).hasValue(5);
    }

    private static void meet(CyclicBarrier all) {
        try {
            all.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("They run one after the other", e);
        }
    }

    @Test
    void what_one_throws_is_thrown_when_all_have_ended() {
        var number = new AtomicInteger();

        assertThatThrownBy(() ->
                        SideBySide.run(
                                4,
                                "work",
                                () -> {
                                    if (number.incrementAndGet() == 2) {
                                        throw new IllegalArgumentException("the second");
                                    }
                                    ended.incrementAndGet();
                                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(ended).hasValue(3);
    }

    @Test
    void an_interruption_meanwhile_is_kept_and_nothing_is_left_undone() {
        Thread.currentThread().interrupt();

        SideBySide.run(2, "work", ended::incrementAndGet);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(ended).hasValue(2);
    }
}
