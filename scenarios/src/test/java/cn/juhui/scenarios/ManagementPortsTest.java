package cn.juhui.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.support.RunningPlatform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
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

    private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build();
        return http.send(request, BodyHandlers.ofString());
    }
}
