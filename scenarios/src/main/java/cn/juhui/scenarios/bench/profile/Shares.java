package cn.juhui.scenarios.bench.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/// Which share of a recording's samples each group of threads has, and within it whose code.
///
/// @param samples by group and owner
public record Shares(Map<String, Map<String, Integer>> samples) {

    private static final String CPU = "jdk.CPUTimeSample";
    private static final String EXECUTION = "jdk.ExecutionSample";
    private static final int MOST_OWNERS = 8;
    private static final double LEAST_PERCENT = 0.3;

    /// Samples by processor time where there are some, by running Java code otherwise.
    public static Shares of(Path recording) throws IOException {
        var byTime = new ArrayList<Sample>();
        var byCode = new ArrayList<Sample>();
        try (var events = new RecordingFile(recording)) {
            while (events.hasMoreEvents()) {
                var event = events.readEvent();
                switch (event.getEventType().getName()) {
                    case CPU -> byTime.add(sample(event, "eventThread"));
                    case EXECUTION -> byCode.add(sample(event, "sampledThread"));
                    default -> {}
                }
            }
        }
        return of(byTime.isEmpty() ? byCode : byTime);
    }

    static Shares of(List<Sample> all) {
        var samples = new HashMap<String, Map<String, Integer>>();
        for (var sample : all) {
            samples.computeIfAbsent(sample.group(), _ -> new HashMap<>())
                    .merge(sample.owner(), 1, Integer::sum);
        }
        return new Shares(samples);
    }

    private static Sample sample(RecordedEvent event, String thread) {
        var recorded = event.getThread(thread);
        var stack = event.getStackTrace();
        return new Sample(
                recorded == null ? "" : name(recorded.getJavaName(), recorded.getOSName()),
                stack == null
                        ? List.of()
                        : stack.getFrames().stream()
                                .filter(frame -> frame.isJavaFrame())
                                .map(frame -> frame.getMethod().getType().getName())
                                .toList());
    }

    private static String name(@Nullable String java, @Nullable String system) {
        return java != null ? java : system == null ? "" : system;
    }

    /// A line per group, the largest first, followed by its owners.
    public List<String> lines() {
        var all = total(samples.values().stream().mapToInt(Shares::sum).sum());
        var lines = new ArrayList<String>();
        samples.entrySet().stream()
                .sorted(Comparator.comparing(group -> -sum(group.getValue())))
                .forEach(group -> {
                    lines.add(line("%5.1f %%  %s", sum(group.getValue()), all, group.getKey()));
                    group.getValue().entrySet().stream()
                            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                            .limit(MOST_OWNERS)
                            .filter(owner -> 100.0 * owner.getValue() / all >= LEAST_PERCENT)
                            .forEach(owner ->
                                    lines.add(
                                            line(
                                                    "        %5.1f %%  %s",
                                                    owner.getValue(), all, owner.getKey())));
                });
        return lines;
    }

    private static int sum(Map<String, Integer> owners) {
        return owners.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static int total(int samples) {
        return Math.max(1, samples);
    }

    private static String line(String format, int samples, int all, String name) {
        return format.formatted(100.0 * samples / all, name);
    }
}
