package cn.juhui.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    @Test
    void who_calls_again_and_again_runs_out_whoever_else_calls() {
        var limits = new RateLimits(1, 3);
        IntStream.range(0, 3).forEach(_ -> assertThat(limits.take("me").isConsumed()).isTrue());
        IntStream.range(0, 1_000).forEach(i -> limits.take("other-" + i));
        assertThat(limits.take("me").isConsumed()).isFalse();
        assertThat(limits.look("me").canBeConsumed()).isFalse();
        assertThat(limits.look("nobody").canBeConsumed()).isTrue();
    }

    @Test
    void any_number_of_callers_takes_a_bounded_room() {
        var limits = new RateLimits(1, 1_000);
        IntStream.range(0, 250_000).forEach(i -> limits.take("caller-" + i));
        assertThat(limits.callers()).isBetween(50_000L, 100_000L);
    }
}
