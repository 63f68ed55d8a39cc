package cn.juhui.platform.http.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class PaceTest {

    private static final Pace PACE =
            new Pace(
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(20),
                    DataSize.ofKilobytes(1),
                    Duration.ofMinutes(15));

    private static boolean isBroken(long seconds, long bytes) {
        return PACE.isBrokenBy(Duration.ofSeconds(seconds), bytes);
    }

    @Test
    void nobody_is_asked_for_a_rate_at_the_beginning() {
        assertThat(isBroken(20, 1)).isFalse();
    }

    @Test
    void one_byte_every_few_seconds_is_too_slow() {
        assertThat(isBroken(21, 7)).isTrue();
    }

    @Test
    void half_a_megabyte_at_15_kB_a_second_is_waited_for() {
        assertThat(isBroken(33, 500_000)).isFalse();
    }

    @Test
    void the_rate_is_an_average() {
        assertThat(isBroken(120, 100 * 1024)).isFalse();
        assertThat(isBroken(121, 100 * 1024)).isTrue();
    }

    @Test
    void nothing_takes_longer_than_the_limit_in_all() {
        assertThat(isBroken(15 * 60, 10_000_000)).isFalse();
        assertThat(isBroken(15 * 60 + 1, 10_000_000)).isTrue();
    }
}
