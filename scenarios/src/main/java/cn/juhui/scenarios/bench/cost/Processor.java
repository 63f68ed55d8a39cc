package cn.juhui.scenarios.bench.cost;

import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Milliseconds of processor time of the platform's processes, as they tell themselves.
///
/// @param processes a management port of each
record Processor(List<URI> processes) implements Source {

    private static final String TIME = "process_cpu_time_ns";
    private static final String START = "process_start_time_seconds";

    /// @param pages several of one process are known by their start, and count once
    static Processor of(Collection<URI> pages) {
        var processes = new HashMap<String, URI>();
        for (var page : pages) {
            var start = MetricsPage.of(page, START).value(START);
            processes.putIfAbsent(page.getHost() + " " + start, page);
        }
        return new Processor(List.copyOf(processes.values()));
    }

    @Override
    public Map<String, Double> read() {
        var nanos =
                processes.stream()
                        .mapToDouble(page ->
                                MetricsPage.of(page, TIME, TIME + "_total").value(TIME + "_total"))
                        .sum();
        return Map.of("processor", nanos / 1e6);
    }
}
