package cn.juhui.scenarios.bench.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleSupplier;

/// Loads a platform, one window of time after the other, until a figure stands still: the compiler has done then what it will do.
///
/// @param window loads for a few seconds and answers the figure, such as life cycles per second
/// @param most windows, whatever the figure does
public record WarmUp(DoubleSupplier window, int most) {

    private static final int ALIKE = 3;
    private static final double LEAST_SHARE = 0.95;

    /// @return whether it stands still
    public boolean run() {
        var figures = new ArrayList<Double>();
        while (figures.size() < most && !standsStill(figures)) {
            figures.add(window.getAsDouble());
        }
        return standsStill(figures);
    }

    /// Whether the last three differ by less than 5 % of the highest of them.
    private static boolean standsStill(List<Double> figures) {
        if (figures.size() < ALIKE) {
            return false;
        }
        var last = figures.subList(figures.size() - ALIKE, figures.size());
        return Collections.min(last) > LEAST_SHARE * Collections.max(last);
    }
}
