package cn.juhui.scenarios.bench.load;

import java.time.Duration;
import java.util.List;

/// What a load measured.
///
/// @param nanos the duration of each completed life cycle
/// @param failed life cycles that ended otherwise
/// @param failure what the first of them said; empty when there was none
/// @param took the whole run
/// @param keptUp whether everything that was to begin began, and ended soon after
public record Result(List<Long> nanos, int failed, String failure, Duration took, boolean keptUp) {

    public Result {
        nanos = nanos.stream().sorted().toList();
    }

    /// Completed life cycles.
    public int count() {
        return nanos.size();
    }

    public double perSecond() {
        return count() / (took.toNanos() / 1e9);
    }

    /// @param share between 0 and 1
    public double percentileMillis(double share) {
        return nanos.isEmpty()
                ? Double.NaN
                : nanos.get((int) Math.min(count() - 1L, Math.round(share * count()))) / 1e6;
    }
}
