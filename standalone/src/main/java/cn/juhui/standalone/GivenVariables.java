package cn.juhui.standalone;

import cn.juhui.platform.process.Variables;
import com.mongodb.ConnectionString;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/// Looks at the variables that were given before anything starts, so that a wrong one costs a second.
record GivenVariables(StandaloneSettings settings) {

    private static final Duration ANSWERS = Duration.ofSeconds(3);

    /// @throws StartRefusedException with a line for each that makes no sense to the services that run here, or at whose address nobody answers
    void check() {
        Set<String> complaints = new LinkedHashSet<>();
        settings.parts().forEach(part -> complaints.addAll(complaints(part)));
        if (complaints.isEmpty()) {
            complaints.addAll(unreachable());
        }
        if (!complaints.isEmpty()) {
            throw new StartRefusedException(
                    "环境变量有误 · Environment variables are wrong:\n  "
                            + String.join("\n  ", complaints));
        }
    }

    /// What isn't given, the platform gives itself.
    private List<String> complaints(PlatformPart part) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new MapPropertySource("given", Map.copyOf(settings.environment())));
        environment
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "part", Map.of("spring.config.name", (Object) part.title())));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        return new Variables(environment)
                .complaints().stream()
                        .filter(complaint ->
                                settings.isOutside(complaint.split("[^A-Z0-9_]", 2)[0]))
                        .toList();
    }

    private Set<String> unreachable() {
        Set<String> complaints = new LinkedHashSet<>();
        if (settings.isOutside(StandaloneSettings.KAFKA)) {
            String servers = settings.given(StandaloneSettings.KAFKA, "");
            if (noneAnswers(List.of(servers.split(",", -1)), 9092)) {
                complaints.add(nobody(StandaloneSettings.KAFKA + "=" + servers, "Kafka"));
            }
        }
        if (settings.isOutside(StandaloneSettings.STORE)) {
            ConnectionString uri =
                    new ConnectionString(settings.given(StandaloneSettings.STORE, ""));
            if (!uri.isSrvProtocol() && noneAnswers(uri.getHosts(), 27_017)) {
                complaints.add(
                        nobody(
                                StandaloneSettings.STORE
                                        + " ("
                                        + String.join(",", uri.getHosts())
                                        + ")",
                                "MongoDB"));
            }
        }
        return complaints;
    }

    private static String nobody(String given, String what) {
        return "%s：没有 %s 应答 · no %2$s answers there; without the variable an embedded one is used"
                .formatted(given, what);
    }

    private static boolean noneAnswers(List<String> servers, int usualPort) {
        return servers.stream().noneMatch(server -> answers(server.strip(), usualPort));
    }

    private static boolean answers(String server, int usualPort) {
        int colon = server.lastIndexOf(':');
        boolean hasPort = colon > server.lastIndexOf(']');
        String host = hasPort ? server.substring(0, colon) : server;
        int port = hasPort ? Integer.parseInt(server.substring(colon + 1)) : usualPort;
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(host.replaceAll("[\\[\\]]", ""), port),
                    (int) ANSWERS.toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
