package cn.juhui.scenarios.support;

import cn.juhui.platform.testkit.ApiAnswers;
import cn.juhui.scenarios.client.Juhui;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The whole platform, started as `./juhui up` starts it, on free ports and in a data folder of its own. One is shared by all
/// scenarios that do not break it.
public final class RunningPlatform {

    private static final List<String> SERVICES =
            List.of(
                    "order-service",
                    "refund-service",
                    "evidence-service",
                    "payout-service",
                    "notification-service");

    private static final List<String> PORTS =
            List.of(
                    "GATEWAY_PORT",
                    "ORDER_SERVICE_PORT",
                    "REFUND_SERVICE_PORT",
                    "EVIDENCE_SERVICE_PORT",
                    "PAYOUT_SERVICE_PORT",
                    "NOTIFICATION_SERVICE_PORT",
                    "GATEWAY_MANAGEMENT_PORT",
                    "ORDER_SERVICE_MANAGEMENT_PORT",
                    "REFUND_SERVICE_MANAGEMENT_PORT",
                    "EVIDENCE_SERVICE_MANAGEMENT_PORT",
                    "PAYOUT_SERVICE_MANAGEMENT_PORT",
                    "NOTIFICATION_SERVICE_MANAGEMENT_PORT",
                    "CHANNEL_PORT",
                    "KAFKA_PORT",
                    "MONGO_PORT");

    /// No answer that any story gets is other than documented.
    private static final ApiAnswers ANSWERS = ApiAnswers.ofThePlatform();

    private static @Nullable RunningPlatform shared;

    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, Jvm> processes = new HashMap<>();

    private RunningPlatform() {
        var free = Jvm.freePorts(PORTS.size());
        for (int i = 0; i < PORTS.size(); i++) {
            environment.put(PORTS.get(i), free.get(i).toString());
        }
        environment.put("JUHUI_DATA", temporaryFolder().toString());
    }

    /// The one that scenarios share; ends with the test's JVM.
    public static synchronized RunningPlatform shared() {
        if (shared == null) {
            shared = new RunningPlatform();
            shared.startStandalone(Map.of());
        }
        return shared;
    }

    /// Store, broker, channel and gateway in one process, and every service in one of its own.
    public static RunningPlatform ofSeparateProcesses() {
        var platform = new RunningPlatform();
        platform.startStandalone(Map.of("JUHUI_SERVICES", "gateway"));
        SERVICES.forEach(platform::launch);
        SERVICES.forEach(platform::awaitHealthy);
        return platform;
    }

    /// One for a scenario that breaks it.
    public static RunningPlatform ofItsOwn() {
        var platform = new RunningPlatform();
        platform.startStandalone(Map.of());
        return platform;
    }

    /// The same on another store than its own, which must be empty.
    public static RunningPlatform ofItsOwnOn(String store) {
        var platform = new RunningPlatform();
        platform.environment.put("MONGODB_URI", store);
        platform.startStandalone(Map.of());
        return platform;
    }

    /// The same with settings of its own, such as another issuer.
    public static RunningPlatform ofItsOwnWith(Map<String, String> settings) {
        var platform = new RunningPlatform();
        platform.environment.putAll(settings);
        platform.startStandalone(Map.of());
        return platform;
    }

    /// kill -9 of the whole platform in one JVM; then the same data, the same ports.
    public void killAndStartAgain() {
        kill("standalone");
        startStandalone(Map.of());
    }

    private void startStandalone(Map<String, String> extra) {
        var all = new HashMap<>(environment);
        all.putAll(extra);
        var name = extra.isEmpty() ? "standalone" : "standalone-without-services";
        processes.put(
                "standalone",
                Jvm.start(
                                name,
                                "cn.juhui.standalone.StandaloneApplication",
                                List.of("-Xmx1500m"),
                                all)
                        .awaitHealthy(port("GATEWAY_MANAGEMENT_PORT")));
    }

    /// Starts a service as its own process, and waits until it is healthy.
    public void startService(String service) {
        launch(service);
        awaitHealthy(service);
    }

    /// With the environment that any deployment would give it.
    private void launch(String service) {
        var all = new HashMap<>(environment);
        all.put("MONGODB_URI", "mongodb://127.0.0.1:" + port("MONGO_PORT"));
        all.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + port("KAFKA_PORT"));
        all.put("JWK_SET_URI", gateway() + "/dev/jwks.json");
        all.put("JWT_ISSUER", gateway() + "/dev");
        all.put("ACCOUNT_KEYS", "a".repeat(64));
        all.put("PAYER_KEYS", "b".repeat(64));
        all.put("WEBHOOK_KEYS", "c".repeat(64));
        all.put("WEBHOOK_LOOPBACK", "true");
        all.put("CHANNEL_URL", "http://127.0.0.1:" + port("CHANNEL_PORT"));
        for (var other : SERVICES) {
            var variable = variable(other);
            all.put(variable + "_URL", "http://127.0.0.1:" + port(variable + "_PORT"));
        }
        processes.put(service, Jvm.startService(service, List.of(), all));
    }

    private void awaitHealthy(String service) {
        processes.get(service).awaitHealthy(port(variable(service) + "_MANAGEMENT_PORT"));
    }

    /// kill -9 of one service that runs as its own process.
    public void kill(String service) {
        processes.remove(service).kill();
    }

    public void stop() {
        var standalone = processes.remove("standalone");
        processes.values().forEach(Jvm::kill);
        standalone.stop();
    }

    public Juhui juhui() {
        return new Juhui(gateway(), ANSWERS::checked);
    }

    public int gatewayPort() {
        return port("GATEWAY_PORT");
    }

    public String kafka() {
        return "127.0.0.1:" + port("KAFKA_PORT");
    }

    /// Where a service, or the gateway, listens.
    public URI service(String name) {
        return URI.create("http://127.0.0.1:" + port(variable(name) + "_PORT"));
    }

    /// Where it says how it is.
    public URI management(String name) {
        return URI.create("http://127.0.0.1:" + port(variable(name) + "_MANAGEMENT_PORT"));
    }

    /// What all its parts in one process logged.
    public Path log() {
        return Path.of(environment.get("JUHUI_DATA"), "log/juhui.log");
    }

    private String gateway() {
        return "http://127.0.0.1:" + port("GATEWAY_PORT");
    }

    private int port(String variable) {
        return Integer.parseInt(environment.get(variable));
    }

    private static String variable(String service) {
        return service.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("juhui-scenarios");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
