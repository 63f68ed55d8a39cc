package cn.juhui.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Dashboards, rules and runbooks against each other and against the page of meters. That the queries find something, `PrometheusTest` of `scenarios` sees.
class ObservabilityTest {

    private static final Path FOLDER = Repository.ROOT.resolve("observability");
    private static final Path RUNBOOKS = Repository.ROOT.resolve("docs/runbooks");
    private static final Pattern METER = Pattern.compile("\\bjuhui_[a-z_]+");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(juhui_[a-z_]+)");

    @Test
    void every_alert_says_how_urgent_it_is_and_has_a_page() throws IOException {
        var pages = new TreeSet<String>();
        for (var alert : alerts()) {
            var name = Tree.text(alert, "alert");
            assertThat(Tree.text(alert, "labels/severity")).as(name).isIn("page", "ticket");
            assertThat(Tree.text(alert, "annotations/summary")).as(name).isNotBlank();
            var page = Tree.text(alert, "annotations/runbook");
            assertThat(page).isEqualTo("docs/runbooks/" + name + ".md");
            assertThat(Repository.text(page)).contains("# " + name, "## Look at", "## Do");
            pages.add(name + ".md");
        }
        assertThat(pages).hasSizeGreaterThan(15);
        try (var there = Files.list(RUNBOOKS)) {
            assertThat(there.map(page -> page.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(pages);
        }
    }

    @Test
    void only_meters_that_there_are_are_asked_for() throws IOException {
        var there =
                ROW.matcher(Repository.text("docs/logs-and-meters.md"))
                        .results()
                        .map(row -> row.group(1))
                        .collect(Collectors.toSet());
        var asked = new TreeSet<String>();
        for (var query : queries()) {
            METER.matcher(query)
                    .results()
                    .map(meter -> meter.group().replaceAll("_(bucket|count|sum)$", ""))
                    .forEach(asked::add);
        }
        assertThat(asked).hasSizeGreaterThan(20);
        assertThat(there).containsAll(asked);
    }

    @Test
    void every_panel_says_what_it_shows() throws IOException {
        for (var file : files("dashboards")) {
            var dashboard = Repository.yaml(Files.readString(file)).getFirst();
            assertThat(Tree.text(dashboard, "uid")).startsWith("juhui-");
            for (var panel : Tree.list(dashboard, "panels")) {
                assertThat(Tree.text(panel, "title")).as(file.toString()).isNotBlank();
                assertThat(Tree.text(panel, "description")).as(file.toString()).isNotBlank();
                assertThat(Tree.text(panel, "datasource/uid")).isEqualTo("juhui-prometheus");
            }
        }
        assertThat(Repository.text("observability/grafana/datasource.yml"))
                .contains("uid: juhui-prometheus");
    }

    @Test
    void promtool_finds_nothing_wrong_with_the_rules_and_they_fire_when_they_should()
            throws Exception {
        assumeTrue(isInstalled("promtool"), "promtool (Debian: prometheus) is not installed");
        var check = new ArrayList<>(List.of("promtool", "check", "rules"));
        files("rules").forEach(file -> check.add(file.toString()));
        run(check);
        run(List.of("promtool", "check", "config", "prometheus.yml"));
        run(List.of("promtool", "test", "rules", "rules-test.yml"));
    }

    private static List<Map<String, Object>> rules() throws IOException {
        var rules = new ArrayList<Map<String, Object>>();
        for (var file : files("rules")) {
            for (var group :
                    Tree.list(Repository.yaml(Files.readString(file)).getFirst(), "groups")) {
                rules.addAll(Tree.list(group, "rules"));
            }
        }
        return rules;
    }

    private static List<Map<String, Object>> alerts() throws IOException {
        return rules().stream().filter(rule -> Tree.at(rule, "alert") != null).toList();
    }

    private static List<String> queries() throws IOException {
        var queries = new ArrayList<String>();
        for (var rule : rules()) {
            queries.add(Tree.text(rule, "expr"));
        }
        for (var file : files("dashboards")) {
            var dashboard = Repository.yaml(Files.readString(file)).getFirst();
            for (var panel : Tree.list(dashboard, "panels")) {
                for (var target : Tree.list(panel, "targets")) {
                    queries.add(Tree.text(target, "expr"));
                }
            }
        }
        return queries;
    }

    private static List<Path> files(String folder) throws IOException {
        try (var files = Files.list(FOLDER.resolve(folder))) {
            return files.sorted().toList();
        }
    }

    private static boolean isInstalled(String command) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }

    private static void run(List<String> command) throws Exception {
        var process =
                new ProcessBuilder(command)
                        .directory(FOLDER.toFile())
                        .redirectErrorStream(true)
                        .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }
}
