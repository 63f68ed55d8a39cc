package cn.juhui.scenarios.bench;

import java.time.Duration;
import java.util.List;

/// What a load measured.
///
/// @param nanos the duration of each completed life cycle
/// @param took the whole run
record Result(List<Long> nanos, Duration took) {

    Result {
        nanos = nanos.stream().sorted().toList();
    }

    int count() {
        return nanos.size();
    }

    double perSecond() {
        return count() / (took.toNanos() / 1e9);
    }

    /// @param share between 0 and 1
    double percentileMillis(double share) {
        return nanos.isEmpty()
                ? Double.NaN
                : nanos.get((int) Math.min(count() - 1L, Math.round(share * count()))) / 1e6;
    }
}
