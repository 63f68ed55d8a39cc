package cn.juhui.scenarios.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `[--profile] [--chart FILE] [--stored 1000,10000,…] [SECONDS [WORKERS [RATE]]]`
///
/// @param duration of each load
/// @param workers of the closed loops
/// @param rates of the open loops, refunds a second
/// @param isProfiled whether to say where the platform's processor time goes
/// @param chart where to draw rate and latency against load; null for nowhere
/// @param stored how many refunds are to be stored before each closed loop more; none for none
record Options(
        Duration duration,
        int workers,
        List<Integer> rates,
        boolean isProfiled,
        @Nullable Path chart,
        List<Integer> stored) {

    private static final int MOST = 999_999;
    private static final int MOST_STORED = 1_000_000;
    private static final List<Integer> RATES = List.of(10, 50, 100);
    private static final List<Integer> RATES_OF_A_CHART = List.of(5, 10, 20, 40, 80);

    /// @throws IllegalArgumentException when they are none
    static Options parse(List<String> arguments) {
        var numbers = new ArrayList<Integer>();
        var isProfiled = false;
        Path chart = null;
        var stored = List.<Integer>of();
        var rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            var next = rest.removeFirst();
            switch (next) {
                case "--profile" -> isProfiled = true;
                case "--chart" -> chart = Path.of(value(next, rest));
                case "--stored" ->
                        stored =
                                Stream.of(value(next, rest).split(","))
                                        .map(one -> number(one, MOST_STORED))
                                        .sorted()
                                        .toList();
                default -> numbers.add(number(next, MOST));
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
                chart,
                stored);
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.removeFirst();
    }

    private static int number(String text, int most) {
        if (!text.matches("[1-9]\\d{0,6}") || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException("Not a number from 1 to " + most + ": " + text);
        }
        return Integer.parseInt(text);
    }
}
