package cn.juhui.refund.domain.statistics;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How long something took, in whole seconds, and how often: the percentiles are exact.
final class Durations {

    private final TreeMap<Long, Integer> times = new TreeMap<>();
    private long count;

    void add(@Nullable Long seconds) {
        if (seconds != null) {
            times.merge(seconds, 1, Integer::sum);
            count++;
        }
    }

    /// The smallest duration that so many percent do not exceed; null of none.
    @Nullable Long percentile(int percent) {
        var rank = (count * percent + 99) / 100;
        var passed = 0L;
        for (var time : times.entrySet()) {
            passed += time.getValue();
            if (passed >= rank && count > 0) {
                return time.getKey();
            }
        }
        return null;
    }
}
