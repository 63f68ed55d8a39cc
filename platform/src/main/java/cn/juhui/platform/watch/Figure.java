package cn.juhui.platform.watch;

import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.Supplier;

/// Something that is counted in store or broker every few seconds ([FigureWatch]).
///
/// @param gauge that shows it, a row per set of tags
/// @param look counts: by an index and up to a bound, so that it costs the same however much there is
public record Figure(MultiGauge gauge, Supplier<List<Row>> look) {

    /// The most that is counted: beyond it something is wrong, and how much of it doesn't matter.
    public static final int MOST = 10_000;

    /// How many documents are read at most, where counting doesn't do.
    public static final int MOST_READ = 1_000;

    /// @param tags few, and nobody's name
    public record Row(Tags tags, double value) {

        public Row(double value) {
            this(Tags.empty(), value);
        }

        public Row(String tag, String word, double value) {
            this(Tags.of(tag, word), value);
        }
    }
}
