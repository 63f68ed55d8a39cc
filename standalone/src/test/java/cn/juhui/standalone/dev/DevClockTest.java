package cn.juhui.standalone.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevClockTest {

    @TempDir Path folder;

    @Test
    void is_as_far_ahead_after_a_restart_as_it_was_left() {
        assertThat(DevClock.in(folder).advance(Duration.ofHours(24))).isTrue();
        assertThat(DevClock.in(folder).advance(Duration.ofHours(1))).isTrue();

        assertThat(DevClock.in(folder).instant())
                .isCloseTo(Instant.now().plus(Duration.ofHours(25)), within(1, ChronoUnit.MINUTES));
    }

    @Test
    void keeps_what_the_store_keeps() {
        var instant = DevClock.in(folder).instant();
        assertThat(instant).isEqualTo(instant.truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void never_goes_back() {
        var clock = DevClock.in(folder);
        assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> clock.advance(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void goes_no_further_than_its_limit_in_all() {
        var clock = DevClock.in(folder);
        assertThat(clock.advance(DevClock.LIMIT)).isTrue();
        assertThat(clock.advance(Duration.ofSeconds(1))).isFalse();
        assertThat(DevClock.in(folder).advance(Duration.ofSeconds(1))).isFalse();
    }
}
