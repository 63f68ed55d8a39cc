package cn.juhui.scenarios.processes;

import cn.juhui.scenarios.support.Jvm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// One of several processes of the same service, or of the gateway; can be ended in both ways and started again.
final class Instance {

    private static final Duration TO_START = Duration.ofMinutes(5);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private final String part;
    private final String name;
    private final int port;
    private final int managementPort;
    private final Map<String, String> environment;
    private @Nullable Jvm process;

    Instance(
            String part,
            int number,
            int port,
            int managementPort,
            Map<String, String> environment) {
        this.part = part;
        this.name = part + "-" + number;
        this.port = port;
        this.managementPort = managementPort;
        this.environment = environment;
    }

    String part() {
        return part;
    }

    int port() {
        return port;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    URI management() {
        return URI.create("http://127.0.0.1:" + managementPort);
    }

    long pid() {
        return process.pid();
    }

    URI probeAddress(String probe) {
        return URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/" + probe);
    }

    void start() {
        process = Jvm.startService(name, part, List.of("-Xmx320m"), environment);
    }

    void kill() {
        process.kill();
    }

    void askToStop() {
        process.askToStop();
    }

    /// @return its exit code
    int awaitEnd() {
        return process.awaitEnd();
    }

    void awaitReady() {
        Awaitility.await(name + " is ready")
                .atMost(TO_START)
                .pollInterval(Duration.ofMillis(200))
                .failFast(
                        name + " ended; see target/scenarios/" + name + ".log",
                        () -> !process.isAlive())
                .until(() -> probe("readiness") == 200);
    }

    /// @return the status of a health probe; 0 when nobody answers
    int probe(String probe) {
        return status(probeAddress(probe));
    }

    /// What callers ask at the door for requests, which closes before the management port does.
    ///
    /// @return 200 when this service takes requests; 0 when nobody listens there
    int readiness() {
        return status(url().resolve("/internal/readiness"));
    }

    private static int status(URI address) {
        var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(2)).build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    void end() {
        if (process != null && process.isAlive()) {
            process.kill();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
