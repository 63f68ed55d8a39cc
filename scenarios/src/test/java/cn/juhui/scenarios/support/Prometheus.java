package cn.juhui.scenarios.support;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A Prometheus that scrapes a platform every second, with the rules of `observability/`.
public final class Prometheus implements AutoCloseable {

    private static final Path FILES = Path.of("../observability");
    private static final List<String> PARTS =
            List.of(
                    "gateway",
                    "order-service",
                    "refund-service",
                    "evidence-service",
                    "payout-service",
                    "notification-service");

    /// @param query one of what a panel draws
    public record Panel(String title, String query) {}

    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI address;

    private Prometheus(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    public static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "prometheus")));
    }

    /// @param folder for its settings and data
    public static Prometheus of(RunningPlatform platform, Path folder) throws IOException {
        var settings =
                new StringBuilder("global: {scrape_interval: 1s, evaluation_interval: 1s}\n");
        settings.append("rule_files: ['%s/rules/*.yml']\n".formatted(FILES.toRealPath()));
        settings.append("scrape_configs:\n  - job_name: juhui\n");
        settings.append("    metrics_path: /actuator/prometheus\n    static_configs:\n");
        for (var part : PARTS) {
            settings.append(
                    "      - {targets: ['%s'], labels: {service: %s}}\n"
                            .formatted(platform.management(part).getAuthority(), part));
        }
        var file = Files.writeString(folder.resolve("prometheus.yml"), settings);
        var address = URI.create("http://127.0.0.1:" + Jvm.freePorts(1).getFirst());
        var process =
                new ProcessBuilder(
                                "prometheus",
                                "--config.file=" + file,
                                "--storage.tsdb.path=" + folder.resolve("data"),
                                "--web.listen-address=" + address.getAuthority())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("prometheus.log").toFile())
                        .start();
        return new Prometheus(process, address);
    }

    /// The series that a query finds now; none while it isn't up yet.
    ///
    /// @throws AssertionError when it is no query
    public List<JsonNode> ask(String query) {
        var path = "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
        var request =
                HttpRequest.newBuilder(address.resolve(path))
                        .timeout(Duration.ofSeconds(10))
                        .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() == 503) {
                return List.of();
            }
            if (answer.statusCode() != 200) {
                throw new AssertionError(query + ": " + answer.body());
            }
            var found = new ArrayList<JsonNode>();
            json.readTree(answer.body()).at("/data/result").forEach(found::add);
            return found;
        } catch (IOException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// What all dashboards draw.
    public List<Panel> panels() throws IOException {
        var panels = new ArrayList<Panel>();
        for (var file : files("dashboards")) {
            for (var panel : json.readTree(file.toFile()).at("/panels")) {
                for (var target : panel.at("/targets")) {
                    panels.add(
                            new Panel(
                                    panel.at("/title").asString(), target.at("/expr").asString()));
                }
            }
        }
        return panels;
    }

    /// What all rules ask.
    public List<String> rules() throws IOException {
        var queries = new ArrayList<String>();
        for (var file : files("rules")) {
            var tree = json.valueToTree(new Yaml().load(Files.readString(file)));
            for (var group : ((JsonNode) tree).at("/groups")) {
                group.at("/rules").forEach(rule -> queries.add(rule.at("/expr").asString()));
            }
        }
        return queries;
    }

    /// What an alert asks.
    public String alert(String name) throws IOException {
        for (var file : files("rules")) {
            var tree = json.valueToTree(new Yaml().load(Files.readString(file)));
            for (var group : ((JsonNode) tree).at("/groups")) {
                for (var rule : group.at("/rules")) {
                    if (rule.path("alert").asString("").equals(name)) {
                        return rule.path("expr").asString();
                    }
                }
            }
        }
        throw new IllegalArgumentException("No alert " + name);
    }

    private static List<Path> files(String folder) throws IOException {
        try (var files = Files.list(FILES.resolve(folder))) {
            return files.sorted().toList();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
