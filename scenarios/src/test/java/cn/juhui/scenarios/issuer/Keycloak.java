package cn.juhui.scenarios.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.support.Jvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A real Keycloak as a process, out of the zip that Maven Central has, with docker compose's realm. It can be killed and started again with
/// what it knew.
final class Keycloak implements AutoCloseable {

    static final String PASSWORD = "the password of everybody in this test";
    private static final Duration TO_START = Duration.ofMinutes(4);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Path home;
    private final int port;
    private final int managementPort;
    private Process process;

    private Keycloak(Path home) {
        this.home = home;
        var ports = Jvm.freePorts(2);
        this.port = ports.getFirst();
        this.managementPort = ports.getLast();
        this.process = start();
    }

    /// Unpacked into the folder, started, and answering.
    static Keycloak started(Path zip, Path folder) throws IOException {
        KeycloakZip.unpack(zip, folder);
        var home = folder.resolve("keycloak-" + KeycloakZip.VERSION);
        var realms = Files.createDirectories(home.resolve("data/import"));
        Files.copy(Path.of("../docker/compose/realm.json"), realms.resolve("realm.json"));
        var keycloak = new Keycloak(home);
        keycloak.awaitAnswer();
        return keycloak;
    }

    private Process start() {
        var log = Path.of("target/scenarios/keycloak.log");
        try {
            Files.createDirectories(log.getParent());
            var builder =
                    new ProcessBuilder(
                                    "/bin/sh",
                                    home.resolve("bin/kc.sh").toString(),
                                    "start",
                                    "--import-realm")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment()
                    .putAll(
                            Map.of(
                                    "JAVA_HOME",
                                    System.getProperty("java.home"),
                                    "JAVA_OPTS_KC_HEAP",
                                    "-Xmx512m",
                                    "KC_DB",
                                    "dev-file",
                                    "KC_CACHE",
                                    "local",
                                    "KC_HTTP_ENABLED",
                                    "true",
                                    "KC_HTTP_PORT",
                                    "" + port,
                                    "KC_HTTP_MANAGEMENT_PORT",
                                    "" + managementPort,
                                    "KC_HOSTNAME",
                                    address(),
                                    "KC_BOOTSTRAP_ADMIN_USERNAME",
                                    "admin",
                                    "KC_BOOTSTRAP_ADMIN_PASSWORD",
                                    PASSWORD));
            builder.environment()
                    .putAll(Map.of("PEOPLE_PASSWORD", PASSWORD, "STOREFRONT_SECRET", PASSWORD));
            var started = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(started)));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitAnswer() {
        Awaitility.await("Keycloak answers")
                .atMost(TO_START)
                .pollInterval(Duration.ofMillis(200))
                .failFast("see target/scenarios/keycloak.log", () -> !process.isAlive())
                .ignoreExceptionsMatching(e -> e instanceof UncheckedIOException)
                .until(() -> get(URI.create(issuer()), "").statusCode() == 200);
    }

    /// kill -9: nobody answers there any more.
    void kill() {
        end(process);
    }

    /// With the people, keys and clients that it had.
    void startAgain() {
        process = start();
        awaitAnswer();
    }

    @Override
    public void close() {
        kill();
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }

    String address() {
        return "http://localhost:" + port;
    }

    String issuer() {
        return address() + "/realms/juhui";
    }

    String keys() {
        return issuer() + "/protocol/openid-connect/certs";
    }

    /// What a machine gets for its own secret.
    String tokenOfStorefront() {
        return token(
                Map.of(
                        "grant_type", "client_credentials",
                        "client_id", "storefront",
                        "client_secret", PASSWORD));
    }

    /// What a client gets that asks people for their password.
    String tokenByPassword(String client, String person) {
        return token(byPassword(client, person));
    }

    private static Map<String, String> byPassword(String client, String person) {
        return Map.of(
                "grant_type", "password",
                "client_id", client,
                "username", person,
                "password", PASSWORD);
    }

    String token(Map<String, String> wish) {
        var answer = ask(wish);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).path("access_token").asString();
    }

    /// What the token endpoint answers.
    HttpResponse<String> ask(Map<String, String> wish) {
        return post(URI.create(issuer() + "/protocol/openid-connect/token"), wish, "");
    }

    /// An administrator's change of the realm: its own address when the path is empty.
    void administers(String method, String path, Map<String, Object> change) {
        var master = URI.create(address() + "/realms/master/protocol/openid-connect/token");
        var admin = post(master, byPassword("admin-cli", "admin"), "");
        var request =
                HttpRequest.newBuilder(URI.create(address() + "/admin/realms/juhui" + path))
                        .header(
                                "Authorization",
                                "Bearer " + json(admin).path("access_token").asString())
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(Juhui.json(change)));
        var answer = send(request);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }

    /// Signs with a new key from now on; the old one stays in the set.
    void takesANewKey() {
        administers(
                "POST",
                "/components",
                Map.of(
                        "name", "newer",
                        "providerId", "rsa-generated",
                        "providerType", "org.keycloak.keys.KeyProvider",
                        "config",
                                Map.of(
                                        "priority", List.of("200"),
                                        "enabled", List.of("true"),
                                        "active", List.of("true"),
                                        "algorithm", List.of("RS256"),
                                        "keySize", List.of("2048"))));
    }

    HttpResponse<String> get(URI address, String cookies) {
        return send(HttpRequest.newBuilder(address).header("Cookie", cookies));
    }

    HttpResponse<String> post(URI address, Map<String, String> form, String cookies) {
        return send(
                HttpRequest.newBuilder(address)
                        .header("Cookie", cookies)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form(form))));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(
                    request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String form(Map<String, String> values) {
        return values.entrySet().stream()
                .map(one ->
                        one.getKey()
                                + "="
                                + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
