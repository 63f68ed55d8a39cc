package cn.juhui.notification.domain.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When a delivery is tried: at once, and again after 5 s, 5 m, 30 m, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h, a tenth more or less, so that not all that failed together comes again
/// together: three days and three and a half hours, as Standard Webhooks proposes.
public final class RetrySchedule {

    private static final List<Duration> PAUSES =
            List.of(
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(30),
                    Duration.ofHours(2),
                    Duration.ofHours(5),
                    Duration.ofHours(10),
                    Duration.ofHours(14),
                    Duration.ofHours(20),
                    Duration.ofHours(24));

    private static final double JITTER = 0.1;

    /// A receiver that asks for more time than this gets this.
    public static final Duration LONGEST_WISH = Duration.ofHours(24);

    private RetrySchedule() {}

    /// When to try again after this many failures in a row.
    ///
    /// @param failures at least 1
    /// @param chance 0 to 1
    /// @param wish what the receiver asked for (`Retry-After`); null where it asked for nothing
    /// @return empty when it was tried often enough
    public static Optional<Instant> next(
            int failures, Instant now, double chance, @Nullable Duration wish) {
        if (failures > PAUSES.size()) {
            return Optional.empty();
        }
        var pause = PAUSES.get(failures - 1);
        var jittered =
                Duration.ofMillis(
                        Math.round(pause.toMillis() * (1 - JITTER + 2 * JITTER * chance)));
        return Optional.of(now.plus(longer(jittered, wish)));
    }

    private static Duration longer(Duration pause, @Nullable Duration wish) {
        if (wish == null || wish.compareTo(pause) <= 0) {
            return pause;
        }
        return wish.compareTo(LONGEST_WISH) < 0 ? wish : LONGEST_WISH;
    }
}
