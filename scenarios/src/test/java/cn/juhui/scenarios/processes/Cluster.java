package cn.juhui.scenarios.processes;

import cn.juhui.platform.http.client.Instances;
import cn.juhui.platform.testkit.ApiAnswers;
import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.support.Jvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Kafka, the store, the channel and the issuer of tokens in one process; some parts twice, each instance a process of its own;
/// the remaining services once, beside the backends.
final class Cluster implements AutoCloseable {

    private static final ApiAnswers ANSWERS = ApiAnswers.ofThePlatform();

    static final int CONSUMERS_PER_TOPIC = 2;

    private static final String MANAGEMENT = "GATEWAY_MANAGEMENT_PORT";

    private final Map<String, String> environment = new HashMap<>();
    private final List<Instance> instances = new ArrayList<>();
    private final Jvm backends;
    private final Instances gateways;

    private Cluster(List<String> twice) {
        var ports = new ArrayList<>(Jvm.freePorts(15 + 4 * twice.size()));
        for (var port :
                List.of("KAFKA_PORT", "MONGO_PORT", "CHANNEL_PORT", "GATEWAY_PORT", MANAGEMENT)) {
            environment.put(port, ports.removeFirst().toString());
        }
        for (var service : Parts.SERVICES) {
            var port = ports.removeFirst();
            environment.put(variable(service) + "_PORT", port.toString());
            environment.put(variable(service) + "_MANAGEMENT_PORT", ports.removeFirst().toString());
            environment.put(variable(service) + "_URL", "http://127.0.0.1:" + port);
        }
        environment.put("PATH", System.getenv("PATH"));
        // What all instances of a service must share.
        environment.put("ACCOUNT_KEYS", "0123456789abcdef".repeat(4));
        environment.put("PAYER_KEYS", "fedcba9876543210".repeat(4));
        environment.put("WEBHOOK_KEYS", "89abcdef01234567".repeat(4));
        environment.put("WEBHOOK_LOOPBACK", "true");
        environment.put("EVIDENCE_LINK_SECRET", "a secret of this test and no other");
        environment.put("JUHUI_DATA", temporaryFolder());
        var ownPorts = Map.copyOf(environment);
        var portsOf = new HashMap<String, List<Integer>>();
        for (var part : twice) {
            var two = List.of(ports.removeFirst(), ports.removeFirst());
            portsOf.put(part, two);
            environment.put(
                    variable(part) + "_URL",
                    two.stream()
                            .map(port -> "http://127.0.0.1:" + port)
                            .collect(Collectors.joining(",")));
        }
        this.backends = startBackends(twice);
        environment.put("MONGODB_URI", "mongodb://127.0.0.1:" + ownPorts.get("MONGO_PORT"));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka());
        environment.put("CHANNEL_URL", "http://127.0.0.1:" + ownPorts.get("CHANNEL_PORT"));
        environment.put("JWK_SET_URI", devGateway() + "/dev/jwks.json");
        environment.put("JWT_ISSUER", devGateway() + "/dev");
        environment.put("CONSUMER_CONCURRENCY", Integer.toString(CONSUMERS_PER_TOPIC));
        environment.put("RATE_LIMIT_PER_SECOND", "10000");
        environment.put("RATE_LIMIT_BURST", "10000");
        portsOf.forEach((part, two) -> {
            for (int number = 1; number <= 2; number++) {
                var own = new HashMap<>(environment);
                var management = ports.removeFirst();
                own.put(variable(part) + "_PORT", two.get(number - 1).toString());
                own.put(variable(part) + "_MANAGEMENT_PORT", management.toString());
                instances.add(new Instance(part, number, two.get(number - 1), management, own));
            }
        });
        this.gateways =
                new Instances(
                        of("gateway").stream().map(Instance::url).toList(), this::readinessOf);
    }

    /// Starts everything and waits until all of it is ready.
    ///
    /// @param twice the parts with two instances, the gateway among them
    static Cluster start(List<String> twice) {
        var cluster = new Cluster(twice);
        cluster.instances.forEach(Instance::start);
        cluster.instances.forEach(Instance::awaitReady);
        return cluster;
    }

    private Jvm startBackends(List<String> twice) {
        var beside = new ArrayList<>(List.of("gateway"));
        Parts.SERVICES.stream().filter(part -> !twice.contains(part)).forEach(beside::add);
        var own = new HashMap<>(environment);
        own.put("JUHUI_SERVICES", String.join(",", beside));
        own.remove("GATEWAY_URL");
        return Jvm.start(
                        "cluster-backends",
                        "cn.juhui.standalone.StandaloneApplication",
                        List.of("-Xmx1500m"),
                        own)
                .awaitHealthy(Integer.parseInt(environment.get(MANAGEMENT)));
    }

    /// The two instances of a part.
    List<Instance> of(String part) {
        return instances.stream().filter(one -> one.part().equals(part)).toList();
    }

    /// The first instance of every part that has two (0), or the second (1).
    List<Instance> each(int number) {
        return instances.stream().filter(one -> of(one.part()).get(number) == one).toList();
    }

    /// Where a load balancer looks.
    private URI readinessOf(URI gateway) {
        return of("gateway").stream()
                .filter(one -> one.url().equals(gateway))
                .findFirst()
                .orElseThrow()
                .probeAddress("readiness");
    }

    String kafka() {
        return "127.0.0.1:" + environment.get("KAFKA_PORT");
    }

    /// For tokens and the channel's ledger only; everything else goes through [#gateways].
    Juhui dev() {
        return new Juhui(devGateway(), ANSWERS::checked);
    }

    private String devGateway() {
        return "http://127.0.0.1:" + environment.get("GATEWAY_PORT");
    }

    /// Where a bench finds all of it.
    Map<String, String> forABench() {
        var metrics =
                Stream.concat(
                        besideTheBackends()
                                .map(part -> environment.get(variable(part) + "_MANAGEMENT_PORT"))
                                .map(port -> "http://127.0.0.1:" + port),
                        instances.stream().map(one -> one.management().toString()));
        var processes =
                Stream.concat(Stream.of(backends.pid()), instances.stream().map(Instance::pid));
        return Map.of(
                "JUHUI_URL",
                aGateway().toString(),
                "JUHUI_TOKENS_URL",
                devGateway(),
                "JUHUI_METRICS_URLS",
                metrics.collect(Collectors.joining(",")),
                "JUHUI_PIDS",
                processes.map(Object::toString).collect(Collectors.joining(",")),
                "MONGODB_URI",
                environment.get("MONGODB_URI"),
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka());
    }

    /// The gateway that issues tokens, and what has no two instances.
    private Stream<String> besideTheBackends() {
        return Stream.concat(
                Stream.of("gateway"), Parts.SERVICES.stream().filter(part -> of(part).isEmpty()));
    }

    /// The two gateways, as a load balancer in front of them sees them.
    Instances gateways() {
        return gateways;
    }

    URI aGateway() {
        return of("gateway").getFirst().url();
    }

    @Override
    public void close() {
        gateways.close();
        instances.forEach(Instance::end);
        backends.kill();
    }

    private static String variable(String part) {
        return part.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static String temporaryFolder() {
        try {
            return Files.createTempDirectory("juhui-cluster").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
