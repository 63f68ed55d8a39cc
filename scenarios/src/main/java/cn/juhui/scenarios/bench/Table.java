package cn.juhui.scenarios.bench;

import cn.juhui.scenarios.bench.cost.Counts;
import cn.juhui.scenarios.bench.load.Result;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What is printed: a line per load, with what one life cycle cost.
record Table(PrintStream out) {

    private static final String NAME = "%-32s";
    private static final Set<String> WRITES =
            Set.of("insert", "update", "delete", "findAndModify", "bulkWrite");

    private static final List<String> COLUMNS =
            List.of(
                    "cycles",
                    "/s",
                    "p50 ms",
                    "p99 ms",
                    "cpu ms",
                    "jit ms",
                    "gc ms",
                    "load ms",
                    "db cmds",
                    "writing",
                    "docs out",
                    "docs in",
                    "http",
                    "records",
                    "kB");

    static final String LEGEND =
            """
            /s, p50, p99: refunds from submit (POST /v1/refunds) to completed; their orders are placed outside of that time, but count in what follows, per life cycle:
            cpu: processor time of the platform's processes; of it jit and gc: the JVM's compiler and collector. load: processor time of this process.
            db cmds: commands of all services to the store; writing: those that write. docs in, docs out: documents that the store wrote and handed out, in batches or not.
            http: requests that gateway and services answered. records, kB: on all topics, and one copy of them on the broker's disk. –: nobody tells.\
            """;

    void header() {
        out.printf(NAME, "load");
        COLUMNS.forEach(column -> out.printf(" %8s", column));
        out.println();
    }

    /// @param cost of one life cycle
    void row(String name, Result result, Counts cost) {
        out.printf(NAME, name);
        out.printf(" %8d", result.count());
        numbers(result.perSecond(), result.percentileMillis(0.50), result.percentileMillis(0.99));
        costs(cost);
        if (result.failed() > 0) {
            out.printf("  ! %d failed, such as: %s%n", result.failed(), result.failure());
        }
        if (!result.keptUp()) {
            out.printf(
                    "  ! The platform did not keep up; it completed %.1f a second%n",
                    result.perSecond());
        }
    }

    /// What passes in a second without load.
    void idle(Counts cost) {
        out.printf(NAME + " %8s %8s %8s %8s", "(a second without load)", "", "", "", "");
        costs(cost);
    }

    private void costs(Counts cost) {
        numbers(
                cost.of("processor"),
                cost.of("compiler"),
                cost.of("collector"),
                cost.of("load"),
                cost.sum("store"),
                writing(cost),
                cost.of("read"),
                cost.of("written"),
                cost.sum("http"),
                cost.of("records"),
                cost.of("bytes") / 1e3);
        out.println();
    }

    /// Commands that write.
    static double writing(Counts cost) {
        var commands = cost.group("store");
        return commands.isEmpty()
                ? Double.NaN
                : commands.entrySet().stream()
                        .filter(command -> WRITES.contains(command.getKey()))
                        .mapToDouble(Map.Entry::getValue)
                        .sum();
    }

    /// Which commands, and whose requests.
    void details(Counts cost) {
        detail("store commands", cost.group("store"));
        detail("http requests", cost.group("http"));
    }

    private void detail(String what, Map<String, Double> counts) {
        var most =
                counts.entrySet().stream()
                        .filter(count -> count.getValue() >= 0.05)
                        .sorted(
                                Map.Entry.<String, Double>comparingByValue(
                                        Comparator.reverseOrder()))
                        .map(count -> "%s %.1f".formatted(count.getKey(), count.getValue()))
                        .collect(Collectors.joining(" · "));
        if (!most.isEmpty()) {
            out.printf("    %s: %s%n", what, most);
        }
    }

    private void numbers(double... numbers) {
        for (var number : numbers) {
            out.print(
                    Double.isNaN(number)
                            ? "        –"
                            : " %8s".formatted("%.1f".formatted(number)));
        }
    }
}
