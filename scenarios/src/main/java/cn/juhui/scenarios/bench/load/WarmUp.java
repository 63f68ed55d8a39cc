package cn.juhui.scenarios.bench.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleConsumer;

/// Loads a platform, one window of time after the other, until the rate stands still: the compiler has done then what it will do.
///
/// @param window a few seconds of the load
/// @param most windows, whatever the rate does
public record WarmUp(Load window, int most) {

    private static final int ALIKE = 3;
    private static final double LEAST_SHARE = 0.95;

    /// @param told hears of each window as it ends: life cycles per second
    /// @return those of all windows
    public List<Double> run(DoubleConsumer told) {
        var rates = new ArrayList<Double>();
        while (rates.size() < most && !standsStill(rates)) {
            var rate = window.run().perSecond();
            told.accept(rate);
            rates.add(rate);
        }
        return List.copyOf(rates);
    }

    /// Whether the last three differ by less than 5 % of the highest of them.
    public static boolean standsStill(List<Double> rates) {
        if (rates.size() < ALIKE) {
            return false;
        }
        var last = rates.subList(rates.size() - ALIKE, rates.size());
        return Collections.min(last) > LEAST_SHARE * Collections.max(last);
    }
}
