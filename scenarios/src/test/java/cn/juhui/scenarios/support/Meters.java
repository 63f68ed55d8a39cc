package cn.juhui.scenarios.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Our own meters, as processes show them at their management ports.
///
/// @param lines all of `/actuator/prometheus` that begins with `juhui_`
/// @param helped names that have a sentence about what they are
public record Meters(List<String> lines, Set<String> helped) {

    /// What a timer shows.
    private static final String PARTS = "_(bucket|count|sum|max)(?=[{ ]|$)";

    private static final Pattern HELP = Pattern.compile("# HELP (juhui_\\w+) \\S.*");
    private static final Pattern TAG = Pattern.compile("([a-z]+)=\"");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(juhui_[a-z_{},]+)`");
    private static final Pattern DECLARED =
            Pattern.compile("[a-z]+\\s*\\.builder\\(\\s*\"(juhui\\.[a-z_.]+)\"");

    /// Of all these processes.
    ///
    /// @param management their management ports
    public static Meters at(Collection<URI> management) throws IOException, InterruptedException {
        var lines = new ArrayList<String>();
        var helped = new TreeSet<String>();
        try (var http = HttpClient.newHttpClient()) {
            for (var process : management) {
                var request =
                        HttpRequest.newBuilder(process.resolve("/actuator/prometheus"))
                                .timeout(Duration.ofSeconds(10))
                                .build();
                for (var line : http.send(request, BodyHandlers.ofString()).body().split("\n")) {
                    var help = HELP.matcher(line);
                    if (help.matches()) {
                        helped.add(help.group(1).replaceAll(PARTS, ""));
                    } else if (line.startsWith("juhui_")) {
                        lines.add(line);
                    }
                }
            }
        }
        return new Meters(lines, helped);
    }

    /// Such as `juhui_messages_dead_total{topic,group}`.
    public Set<String> names() {
        return lines.stream().map(Meters::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(String line) {
        var tags =
                TAG.matcher(line)
                        .results()
                        .map(tag -> tag.group(1))
                        .filter(tag -> !tag.equals("le"))
                        .sorted()
                        .toList();
        var name = line.replaceAll("[{ ].*", "").replaceAll(PARTS, "");
        return tags.isEmpty() ? name : name + "{" + String.join(",", tags) + "}";
    }

    /// Each that the page tells of is there and has a help text, and there is no other, neither here nor in the code.
    public void assertAsDocumented() throws IOException {
        var page = Files.readString(Path.of("../docs/logs-and-meters.md"));
        var told = ROW.matcher(page).results().map(row -> sorted(row.group(1))).toList();
        assertThat(names()).containsExactlyInAnyOrderElementsOf(told);
        var plain = told.stream().map(name -> name.replaceAll("\\{.*", "")).toList();
        assertThat(helped).containsExactlyInAnyOrderElementsOf(plain);
        assertThat(declared())
                .containsExactlyInAnyOrderElementsOf(
                        plain.stream()
                                .map(name -> name.replaceAll("_(total|seconds|bytes)$", ""))
                                .toList());
    }

    private static String sorted(String name) {
        var tags = name.indexOf('{');
        return tags < 0 ? name : name(name.replaceAll("([a-z]+)([,}])", "$1=\"\"$2"));
    }

    /// What the code of all rooms makes, as Prometheus writes it.
    private static Set<String> declared() throws IOException {
        var names = new TreeSet<String>();
        try (var rooms = Files.newDirectoryStream(Path.of(".."))) {
            for (var room : rooms) {
                var code = room.resolve("src/main/java");
                if (Files.exists(code)) {
                    addDeclared(code, names);
                }
            }
        }
        return names;
    }

    private static void addDeclared(Path code, Set<String> names) throws IOException {
        try (var files = Files.walk(code)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                DECLARED.matcher(Files.readString(file))
                        .results()
                        .forEach(meter -> names.add(meter.group(1).replace('.', '_')));
            }
        }
    }

    /// Nothing happened yet.
    ///
    /// @param except names of those that tell what is, not what went wrong
    public void assertZeroBut(String... except) {
        assertThat(lines)
                .filteredOn(line -> Set.of(except).stream().noneMatch(line::startsWith))
                .isNotEmpty()
                .allMatch(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))) == 0);
    }
}
