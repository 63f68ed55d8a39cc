package cn.juhui.scenarios.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AxisTest {

    @Test
    void a_logarithmic_one_goes_by_powers_of_ten() {
        var axis = Axis.logarithmic(1_000, 1_000_000);

        assertThat(axis.ticks()).containsExactly(1e3, 1e4, 1e5, 1e6);
        assertThat(axis.share(1e3)).isZero();
        assertThat(axis.share(1e6)).isEqualTo(1);
    }

    @Test
    void it_shows_at_least_two_powers() {
        assertThat(Axis.logarithmic(10, 12).ticks()).containsExactly(10.0, 100.0, 1_000.0);
    }

    @Test
    void what_lies_outside_stands_at_the_edge() {
        var axis = Axis.upTo(80);

        assertThat(axis.ticks()).containsExactly(0.0, 20.0, 40.0, 60.0, 80.0);
        assertThat(axis.share(-1)).isZero();
        assertThat(axis.share(81)).isEqualTo(1);
    }
}
