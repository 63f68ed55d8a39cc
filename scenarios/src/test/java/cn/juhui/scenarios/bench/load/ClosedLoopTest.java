package cn.juhui.scenarios.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClosedLoopTest {

    @Test
    void what_fails_is_counted_and_told_and_nothing_goes_on_for_ever() {
        var begun = new AtomicInteger();
        var result =
                new ClosedLoop(
                                () -> {
                                    if (begun.incrementAndGet() % 2 == 0) {
                                        throw new AssertionError("the platform is away");
                                    }
                                    return 5_000_000;
                                },
                                4,
                                Duration.ofMinutes(5))
                        .run();
        assertThat(result.failed()).isBetween(100, 103);
        assertThat(result.failure()).contains("the platform is away");
        assertThat(result.count()).isEqualTo(begun.get() - result.failed());
        assertThat(result.percentileMillis(0.99)).isEqualTo(5);
        assertThat(result.keptUp()).isFalse();
    }
}
