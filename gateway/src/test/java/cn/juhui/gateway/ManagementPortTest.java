package cn.juhui.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalManagementPort;

/// Health and metrics have a port of their own. The one for the world knows nothing of them.
class ManagementPortTest extends GatewayTest {

    @LocalManagementPort int managementPort;

    private HttpResponse<String> inside(String path) {
        return send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/health",
                "/actuator/health/liveness",
                "/actuator/health/readiness",
                "/actuator/info",
                "/actuator/prometheus"
            })
    void answers_who_comes_from_inside_without_a_token(String path) {
        assertThat(managementPort).isNotEqualTo(port);
        assertThat(inside(path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator",
                "/actuator/",
                "/actuator/health",
                "/actuator/health/readiness",
                "/actuator/info",
                "/actuator/prometheus",
                "/actuator/env"
            })
    void is_the_only_one_with_an_actuator(String path) {
        assertThat(problem(send(anonymous(path)))).isEqualTo("404 NOT_FOUND");
        assertThat(problem(send(as(ALICE, path)))).isEqualTo("404 NOT_FOUND");
        assertThat(anybodyWasAsked()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator", "/actuator/env", "/actuator/heapdump"})
    void has_nothing_but_health_version_and_metrics(String path) {
        assertThat(problem(inside(path))).isEqualTo("404 NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/orders", "/docs", "/openapi.yaml"})
    void serves_nothing_of_the_api(String path) {
        assertThat(inside(path).statusCode()).isIn(401, 404);
        assertThat(anybodyWasAsked()).isFalse();
    }

    @Test
    void says_which_version_it_is() {
        assertThat(inside("/actuator/info").body())
                .contains("\"service\":\"gateway\"")
                .containsPattern("\"version\":\"[0-9]+\\.[0-9]+\\.[0-9]+")
                .containsPattern("\"build\":\\{.*\"commit\":\"([0-9a-f]{40}|unknown)\"")
                .containsPattern("\"time\":\"([0-9]{4}-[^\"]+|unknown)\"")
                .containsPattern("\"sum\":\"[0-9a-f]{8}\"");
    }

    @Test
    void is_never_too_busy_to_say_how_it_is() {
        assertThat(IntStream.range(0, 20).mapToObj(_ -> inside("/actuator/health")))
                .allMatch(answer -> answer.statusCode() == 200);
    }
}
