package cn.juhui.scenarios.bench.cost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a process tells Prometheus, in its text format.
record MetricsPage(List<Sample> samples) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();

    private static final Pattern LINE =
            Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)(?: -?\\d+)?");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    record Sample(String name, Map<String, String> labels, double value) {

        String label(String label) {
            return labels.getOrDefault(label, "");
        }
    }

    /// @param management where the process has its management port
    /// @param names of all that is wanted, to spare the process the rest
    /// @throws UncheckedIOException when it doesn't answer
    static MetricsPage of(URI management, String... names) {
        var wanted = "/actuator/prometheus?includedNames=" + String.join(",", names);
        try {
            var request =
                    HttpRequest.newBuilder(management.resolve(wanted)).timeout(PATIENCE).build();
            var answer = HTTP.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(management + " answered " + answer.statusCode());
            }
            return parse(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static MetricsPage parse(String text) {
        return new MetricsPage(
                text.lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(MetricsPage::sample)
                        .filter(Objects::nonNull)
                        .toList());
    }

    private static @Nullable Sample sample(String line) {
        var parts = LINE.matcher(line);
        if (!parts.matches()) {
            return null;
        }
        var labels = new HashMap<String, String>();
        if (parts.group(2) != null) {
            LABEL.matcher(parts.group(2))
                    .results()
                    .forEach(label -> labels.put(label.group(1), unescaped(label.group(2))));
        }
        return new Sample(parts.group(1), labels, number(parts.group(3)));
    }

    private static String unescaped(String value) {
        return value.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    List<Sample> named(String name) {
        return samples.stream().filter(sample -> sample.name().equals(name)).toList();
    }

    /// @return not a number when there is none
    double value(String name) {
        return named(name).stream().mapToDouble(Sample::value).findFirst().orElse(Double.NaN);
    }
}
