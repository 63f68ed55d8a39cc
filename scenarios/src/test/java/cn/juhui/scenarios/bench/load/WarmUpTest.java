package cn.juhui.scenarios.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    @Test
    void it_ends_when_three_windows_in_a_row_are_alike() {
        assertThat(ratesOf(36, 50, 100, 99, 120, 118, 119, 300))
                .containsExactly(50.0, 100.0, 99.0, 120.0, 118.0, 119.0);
    }

    @Test
    void it_ends_after_its_longest_time_although_the_rate_still_moves() {
        assertThat(ratesOf(4, 50, 100, 150, 200, 250)).hasSize(4);
        assertThat(WarmUp.standsStill(List.of(50.0, 100.0, 150.0, 200.0))).isFalse();
    }

    private static List<Double> ratesOf(int most, int... perSecond) {
        var windows = new ArrayDeque<Integer>();
        for (var rate : perSecond) {
            windows.add(rate);
        }
        return new WarmUp(() -> completed(windows.removeFirst()), most).run(_ -> {});
    }

    private static Result completed(int count) {
        return new Result(Collections.nCopies(count, 1L), 0, "", Duration.ofSeconds(1), true);
    }
}
