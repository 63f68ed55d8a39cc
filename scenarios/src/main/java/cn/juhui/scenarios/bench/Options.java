package cn.juhui.scenarios.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `[--profile] [--chart FILE] [SECONDS [WORKERS [RATE]]]`
///
/// @param duration of each load
/// @param workers of the closed loops
/// @param rates of the open loops, refunds a second
/// @param isProfiled whether to say where the platform's processor time goes
/// @param chart where to draw rate and latency against load; null for nowhere
record Options(
        Duration duration,
        int workers,
        List<Integer> rates,
        boolean isProfiled,
        @Nullable Path chart) {

    private static final List<Integer> RATES = List.of(10, 50, 100);
    private static final List<Integer> RATES_OF_A_CHART = List.of(5, 10, 20, 40, 80);

    /// @throws IllegalArgumentException when they are none
    static Options parse(List<String> arguments) {
        var numbers = new ArrayList<Integer>();
        var isProfiled = false;
        Path chart = null;
        var rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            var next = rest.removeFirst();
            switch (next) {
                case "--profile" -> isProfiled = true;
                case "--chart" -> {
                    if (rest.isEmpty()) {
                        throw new IllegalArgumentException("--chart needs a file");
                    }
                    chart = Path.of(rest.removeFirst());
                }
                default -> numbers.add(number(next));
            }
        }
        if (numbers.size() > 3) {
            throw new IllegalArgumentException("Too many: " + numbers);
        }
        return new Options(
                Duration.ofSeconds(numbers.isEmpty() ? 15 : numbers.getFirst()),
                numbers.size() > 1 ? numbers.get(1) : 8,
                numbers.size() > 2
                        ? List.of(numbers.get(2))
                        : chart == null ? RATES : RATES_OF_A_CHART,
                isProfiled,
                chart);
    }

    private static int number(String text) {
        if (!text.matches("[1-9]\\d{0,5}")) {
            throw new IllegalArgumentException("Not a number from 1: " + text);
        }
        return Integer.parseInt(text);
    }
}
