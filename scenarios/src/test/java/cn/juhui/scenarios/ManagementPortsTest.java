package cn.juhui.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.support.RunningPlatform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Each process says how it is at a port of its own, and nowhere else.
class ManagementPortsTest {

    private static final List<String> PROCESSES =
            List.of(
                    "order-service",
                    "refund-service",
                    "evidence-service",
                    "payout-service",
                    "notification-service",
                    "gateway");

    private final RunningPlatform platform = RunningPlatform.shared();
    private final HttpClient http = HttpClient.newHttpClient();

    @ParameterizedTest
    @FieldSource("PROCESSES")
    void only_the_management_port_of_a_process_has_an_actuator(String process) throws Exception {
        for (var path : new String[] {"/actuator/health", "/actuator/prometheus"}) {
            assertThat(get(platform.management(process).resolve(path)).statusCode())
                    .as(path)
                    .isEqualTo(200);
            var outside = get(platform.service(process).resolve(path));
            assertThat(outside.statusCode()).as(path).isEqualTo(404);
            assertThat(outside.body()).as(path).contains("\"code\":\"NOT_FOUND\"", "\"traceId\"");
        }
        var ready = get(platform.service(process).resolve("/internal/readiness"));
        assertThat(ready.statusCode()).isEqualTo(process.equals("gateway") ? 404 : 200);
        assertThat(ready.body().contains("UP")).isFalse();
    }

    @Test
    void our_meters_are_those_of_the_page_and_each_has_a_help_text() throws Exception {
        var meters = new TreeSet<String>();
        for (var process : PROCESSES) {
            var at = platform.management(process).resolve("/actuator/prometheus");
            for (var line : get(at).body().split("\n")) {
                if (line.startsWith("# HELP juhui_")) {
                    var words = line.split(" ", 4);
                    assertThat(words).as(line).hasSize(4);
                    assertThat(words[3]).as(line).isNotBlank();
                } else if (line.startsWith("juhui_")) {
                    meters.add(line.replaceAll("[{ ].*", ""));
                }
            }
        }
        var page = Files.readString(Path.of("../docs/logs-and-meters.md"));
        var told =
                Pattern.compile("(?m)^\\| `(juhui_[a-z_]+)")
                        .matcher(page)
                        .results()
                        .map(row -> row.group(1));
        assertThat(meters).containsExactlyInAnyOrderElementsOf(told.toList());
    }

    private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build();
        return http.send(request, BodyHandlers.ofString());
    }
}
