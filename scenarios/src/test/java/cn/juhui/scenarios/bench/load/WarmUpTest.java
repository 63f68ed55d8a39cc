package cn.juhui.scenarios.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    private final ArrayDeque<Double> windows = new ArrayDeque<>();

    @Test
    void it_ends_when_three_windows_in_a_row_are_alike() {
        windows.addAll(List.of(50.0, 100.0, 99.0, 120.0, 118.0, 119.0, 300.0));
        assertThat(new WarmUp(windows::removeFirst, 36).run()).isTrue();
        assertThat(windows).containsExactly(300.0);
    }

    @Test
    void it_ends_after_its_longest_time_although_the_figure_still_moves() {
        windows.addAll(List.of(50.0, 100.0, 150.0, 200.0, 250.0));
        assertThat(new WarmUp(windows::removeFirst, 4).run()).isFalse();
        assertThat(windows).containsExactly(250.0);
    }
}
