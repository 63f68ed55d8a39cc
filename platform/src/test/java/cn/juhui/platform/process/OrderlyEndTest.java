package cn.juhui.platform.process;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.platform.testkit.TestBackends;
import cn.juhui.platform.testkit.TestTokens;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A real process that hears SIGTERM in the middle of its work.
class OrderlyEndTest {

    private static final Duration TO_START = Duration.ofMinutes(2);

    /// The drain's delay and twenty-two seconds.
    private static final Duration LIMIT = Duration.ofSeconds(25);

    /// 128 + SIGTERM: ended by the signal, in good order; a cut-off end has exit code 1.
    private static final int TERMINATED = 143;

    private final String group = "ears-" + UUID.randomUUID();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private int port;
    private int managementPort;
    private Process process;

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void readiness_goes_first_then_requests_in_flight_are_answered_and_the_group_is_left_at_once()
            throws Exception {
        start();
        Awaitility.await("ready").atMost(TO_START).until(() -> readiness() == 200);
        Awaitility.await("member").atMost(TO_START).until(() -> members() > 0);

        var requests = new ArrayList<Integer>();
        try (var inFlight = halfARequest()) {
            process.destroy();
            Awaitility.await("takes nothing new")
                    .atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        requests.add(readiness());
                        return requests.getLast() == 0;
                    });
            assertThat(requests).as("readiness until nobody listened").contains(503);

            assertThat(probe()).as("while a request is still served").isEqualTo(503);

            inFlight.getOutputStream().write("}".getBytes(StandardCharsets.UTF_8));
            var answer = new InputStreamReader(inFlight.getInputStream(), StandardCharsets.UTF_8);
            assertThat(new BufferedReader(answer).readLine()).startsWith("HTTP/1.1 404");
        }
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(TERMINATED);
        Awaitility.await("no member, long before its session of ten seconds would run out")
                .atMost(Duration.ofSeconds(3))
                .until(() -> members() == 0);
    }

    private void start() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
            managementPort = other.getLocalPort();
        }
        var log = new File("target/orderly-end.log");
        var builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx320m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                ListeningProcess.class.getName(),
                                "--server.port=" + port,
                                "--management.server.port=" + managementPort,
                                "--spring.cloud.stream.bindings.evidence-in-0.group=" + group)
                        .redirectErrorStream(true)
                        .redirectOutput(log);
        builder.environment()
                .putAll(
                        Map.of(
                                "MONGODB_URI", TestBackends.mongoUri(),
                                "KAFKA_BOOTSTRAP_SERVERS", TestBackends.kafkaServers(),
                                "JWK_SET_URI", TestTokens.jwkSetUri(),
                                "JWT_ISSUER", "http://issuer.test"));
        process = builder.start();
    }

    /// The headers of a request and the first byte of its two.
    private Socket halfARequest() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        var head =
                List.of(
                        "POST /v1/nothing HTTP/1.1",
                        "Host: 127.0.0.1",
                        "Authorization: Bearer " + TestTokens.operator("http://issuer.test"),
                        "Content-Type: application/json",
                        "Content-Length: 2",
                        "",
                        "{");
        socket.getOutputStream().write(String.join("\r\n", head).getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }

    /// @return the status; 0 when nobody listens
    private int readiness() throws InterruptedException {
        return status("http://127.0.0.1:" + port + "/internal/readiness");
    }

    /// What probes see: 503 from the signal to the end, for as long as anybody is still served.
    private int probe() throws InterruptedException {
        return status("http://127.0.0.1:" + managementPort + "/actuator/health/readiness");
    }

    private int status(String address) throws InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(5)).build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private int members() throws Exception {
        var servers = Map.<String, Object>of("bootstrap.servers", TestBackends.kafkaServers());
        try (var admin = Admin.create(servers)) {
            return admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get()
                    .members()
                    .size();
        } catch (ExecutionException e) {
            // A group that nobody is in and that noted nothing is forgotten.
            assertThat(e).hasCauseInstanceOf(GroupIdNotFoundException.class);
            return 0;
        }
    }
}
