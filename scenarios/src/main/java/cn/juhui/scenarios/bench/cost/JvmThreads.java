package cn.juhui.scenarios.bench.cost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Milliseconds of processor time that the JVM's own threads took, the compiler's and the collector's: what Linux tells of processes on this machine.
///
/// @param proc `/proc`
record JvmThreads(Path proc, List<Long> processes) implements Source {

    /// Linux counts in hundredths of a second.
    private static final double MILLIS_PER_TICK = 10;

    private static final int USER_TIME = 11;

    @Override
    public Map<String, Double> read() {
        if (processes.isEmpty()) {
            throw new IllegalStateException("no process is known on this machine");
        }
        var counts = new HashMap<>(Map.of("compiler", 0.0, "collector", 0.0));
        for (var process : processes) {
            try (var threads =
                    Files.newDirectoryStream(proc.resolve(process.toString()).resolve("task"))) {
                for (var thread : threads) {
                    add(thread.resolve("stat"), counts);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return counts;
    }

    private static void add(Path thread, Map<String, Double> counts) throws IOException {
        try {
            add(Files.readString(thread), counts);
        } catch (NoSuchFileException e) {
            // It has just ended; the JVM's own stay.
        }
    }

    /// @param stat `number (name) state …`, where the name may have anything in it
    private static void add(String stat, Map<String, Double> counts) {
        var name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
        var rest = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        var ticks = Long.parseLong(rest[USER_TIME]) + Long.parseLong(rest[USER_TIME + 1]);
        if (name.startsWith("C1 Comp") || name.startsWith("C2 Comp")) {
            counts.merge("compiler", ticks * MILLIS_PER_TICK, Double::sum);
        } else if (name.equals("VM Thread")
                || name.startsWith("GC Thread")
                || name.startsWith("G1 ")
                || name.startsWith("ZDriver")
                || name.startsWith("ZWorker")) {
            counts.merge("collector", ticks * MILLIS_PER_TICK, Double::sum);
        }
    }
}
