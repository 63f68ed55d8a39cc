package cn.juhui.refund.application.statistics;

import cn.juhui.refund.application.statistics.CaseHistories.Period;
import cn.juhui.refund.domain.statistics.CaseFigures;
import cn.juhui.refund.domain.statistics.Figures;
import cn.juhui.refund.domain.statistics.Grouping;
import cn.juhui.refund.domain.statistics.Tally;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Adds up the cases of a time, from their events. Nothing is kept for it: it costs who asks, not who applies.
public final class CompileStatistics {

    /// More cases at once are refused: a shorter time can be asked for.
    public static final int MOST_CASES = 50_000;

    private static final Comparator<List<@Nullable String>> ORDER = CompileStatistics::compare;

    private final CaseHistories histories;

    /// One at a time, so that it can't take more than one processor and one cursor.
    private final Semaphore turn = new Semaphore(1, true);

    public CompileStatistics(CaseHistories histories) {
        this.histories = histories;
    }

    /// @param key what its cases have in common, in the order of the groupings; null where they don't say
    public record Row(List<@Nullable String> key, Figures figures) {}

    /// @param total of all rows
    public record Statistics(List<Row> rows, Figures total) {}

    /// Empty when there are more cases than can be added up at once.
    public Optional<Statistics> compile(Period period, List<Grouping> by) {
        if (histories.count(period, MOST_CASES + 1) > MOST_CASES) {
            return Optional.empty();
        }
        turn.acquireUninterruptibly();
        try {
            return Optional.of(compiled(period, by));
        } finally {
            turn.release();
        }
    }

    private Statistics compiled(Period period, List<Grouping> by) {
        var rows = new HashMap<List<@Nullable String>, Tally>();
        var total = new Tally();
        histories.each(
                period,
                steps -> {
                    var one = CaseFigures.of(steps);
                    var key = new ArrayList<@Nullable String>();
                    by.forEach(grouping -> key.add(grouping.of(one)));
                    rows.computeIfAbsent(key, _ -> new Tally()).add(one);
                    total.add(one);
                });
        var sorted =
                rows.entrySet().stream()
                        .map(row -> new Row(row.getKey(), row.getValue().figures()))
                        .sorted(Comparator.comparing(Row::key, ORDER))
                        .toList();
        return new Statistics(sorted, total.figures());
    }

    /// Nothing first.
    private static int compare(List<@Nullable String> one, List<@Nullable String> other) {
        var text = Comparator.nullsFirst(Comparator.<String>naturalOrder());
        for (var i = 0; i < one.size(); i++) {
            var compared = text.compare(one.get(i), other.get(i));
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }
}
