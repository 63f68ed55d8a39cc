package cn.juhui.notification.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    private static List<Duration> pauses(double chance) {
        var pauses = new ArrayList<Duration>();
        for (int failures = 1; ; failures++) {
            var next = RetrySchedule.next(failures, NOW, chance, null);
            if (next.isEmpty()) {
                return pauses;
            }
            pauses.add(Duration.between(NOW, next.get()));
        }
    }

    @Test
    void ten_tries_over_three_days_as_standard_webhooks_proposes() {
        assertThat(pauses(0.5))
                .containsExactly(
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(30),
                        Duration.ofHours(2),
                        Duration.ofHours(5),
                        Duration.ofHours(10),
                        Duration.ofHours(14),
                        Duration.ofHours(20),
                        Duration.ofHours(24));
        assertThat(pauses(0.5).stream().reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(Duration.parse("PT75H35M5S"));
    }

    @Test
    void a_tenth_more_or_less() {
        assertThat(pauses(0).getFirst()).isEqualTo(Duration.ofMillis(4_500));
        assertThat(pauses(1).getFirst()).isEqualTo(Duration.ofMillis(5_500));
    }

    @Test
    void a_receiver_that_asks_for_more_time_gets_it_up_to_a_day() {
        assertThat(RetrySchedule.next(1, NOW, 0.5, Duration.ofMinutes(2)))
                .hasValue(NOW.plus(Duration.ofMinutes(2)));
        assertThat(RetrySchedule.next(4, NOW, 0.5, Duration.ofMinutes(2)))
                .hasValue(NOW.plus(Duration.ofHours(2)));
        assertThat(RetrySchedule.next(1, NOW, 0.5, Duration.ofDays(30)))
                .hasValue(NOW.plus(Duration.ofDays(1)));
    }
}
