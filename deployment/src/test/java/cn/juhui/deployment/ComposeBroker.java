package cn.juhui.deployment;

import cn.juhui.embeddedkafka.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/// A real broker with the settings of docker-compose.yml, on a free port, and with the users and rights that
/// `kafka-init.sh` asks for. Kafka's tools are not here: what the script calls them with is written down and done by the Admin API.
final class ComposeBroker implements AutoCloseable {

    private static final Map<String, Object> SERVICES =
            Tree.map(Repository.yaml(Repository.text("docker-compose.yml")).getFirst(), "services");
    private static final Pattern SECRET = Pattern.compile("\\$\\{([A-Z_]+):\\?[^}]+}");
    private static final Pattern SCRAM = Pattern.compile("SCRAM-SHA-512=\\[password=(.+)]");

    /// What the machine and the image decide, not the security.
    private static final Set<String> OF_THE_PLACE =
            Set.of(
                    "KAFKA_NODE_ID",
                    "KAFKA_PROCESS_ROLES",
                    "KAFKA_LISTENERS",
                    "KAFKA_ADVERTISED_LISTENERS",
                    "KAFKA_CONTROLLER_QUORUM_VOTERS",
                    "KAFKA_LOG_DIRS",
                    "KAFKA_HEAP_OPTS");

    private final EmbeddedKafka kafka;

    private ComposeBroker(EmbeddedKafka kafka) {
        this.kafka = kafka;
    }

    static ComposeBroker start(Path room) throws Exception {
        var broker =
                new ComposeBroker(
                        EmbeddedKafka.start(room.resolve("kafka"), "127.0.0.1", 0, settings()));
        try {
            broker.alsoDo(calls(room));
        } catch (Exception e) {
            broker.close();
            throw e;
        }
        return broker;
    }

    /// Does what these calls of Kafka's tools would.
    void alsoDo(List<List<String>> calls) throws Exception {
        try (var admin = Admin.create(admin())) {
            admin.alterUserScramCredentials(users(calls)).all().get(30, TimeUnit.SECONDS);
            admin.createAcls(BrokerRight.bindings(rights(calls))).all().get(30, TimeUnit.SECONDS);
        }
    }

    /// What `kafka-init.sh` lets services do.
    static List<BrokerRight> rights(List<List<String>> calls) {
        return calls.stream()
                .filter(call -> call.getFirst().equals("kafka-acls.sh"))
                .flatMap(BrokerRight::of)
                .toList();
    }

    /// The connection of a client that has the variables of this service, and the settings that services make of them.
    Map<String, Object> as(String service) {
        var given = Tree.texts(SERVICES.get(service), "environment");
        return Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "security.protocol",
                given.get("KAFKA_SECURITY_PROTOCOL"),
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                filled(given.get("KAFKA_SASL_JAAS_CONFIG")),
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                "none");
    }

    /// The connection of somebody from outside.
    Map<String, Object> as(String user, String password) {
        var all = new HashMap<>(as("notification-service"));
        all.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(user, password));
        return all;
    }

    @Override
    public void close() {
        kafka.close();
    }

    /// Every call of one of Kafka's tools that `kafka-init.sh` makes with the variables that compose gives it.
    static List<List<String>> calls(Path room) throws IOException, InterruptedException {
        var log = room.resolve("calls");
        for (var tool : List.of("kafka-configs.sh", "kafka-acls.sh")) {
            var recorder = room.resolve(tool);
            Files.writeString(
                    recorder,
                    "#!/bin/bash\n(IFS=$'\\t'; printf '%%s\\n' \"%s\t$*\" >> '%s')\n"
                            .formatted(tool, log));
            if (!recorder.toFile().setExecutable(true)) {
                throw new IOException("Can't make " + recorder + " a program");
            }
        }
        var script =
                new ProcessBuilder(
                                "bash",
                                "docker/compose/kafka-init.sh",
                                "docker/compose/kafka-rights.txt")
                        .directory(Repository.ROOT.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(room.resolve("said").toFile());
        Tree.texts(SERVICES.get("kafka-init"), "environment")
                .forEach((name, value) -> script.environment().put(name, filled(value)));
        script.environment().put("KAFKA_TOOLS", room.toString());
        var running = script.start();
        if (!running.waitFor(30, TimeUnit.SECONDS) || running.exitValue() != 0) {
            throw new IOException(Files.readString(room.resolve("said")));
        }
        return Files.readAllLines(log).stream().map(line -> List.of(line.split("\t"))).toList();
    }

    private static List<UserScramCredentialAlteration> users(List<List<String>> calls) {
        var users = new ArrayList<UserScramCredentialAlteration>();
        for (var call : calls) {
            if (call.getFirst().equals("kafka-configs.sh")) {
                var scram = SCRAM.matcher(call.get(call.indexOf("--add-config") + 1));
                if (!scram.matches()) {
                    throw new IllegalArgumentException(call.toString());
                }
                users.add(
                        new UserScramCredentialUpsertion(
                                call.get(call.indexOf("--entity-name") + 1),
                                new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096),
                                scram.group(1)));
            }
        }
        return users;
    }

    private Map<String, Object> admin() {
        var all = new HashMap<String, Object>();
        Repository.text("docker/compose/kafka-admin.properties")
                .lines()
                .filter(line -> !line.startsWith("#") && !line.startsWith("config.providers"))
                .map(line -> line.split("=", 2))
                .forEach(pair ->
                        all.put(
                                pair[0],
                                pair[1].replace("${env:ADMIN_PASSWORD}", "kafka_admin_password")));
        all.put("bootstrap.servers", kafka.bootstrapServers());
        return all;
    }

    /// As the image does: `KAFKA_A_B___C` is the setting `a.b-c`.
    private static Map<String, String> settings() {
        var settings = new HashMap<String, String>();
        Tree.texts(SERVICES.get("kafka"), "environment")
                .forEach((name, value) -> {
                    if (name.startsWith("KAFKA_") && !OF_THE_PLACE.contains(name)) {
                        settings.put(
                                name.replace("KAFKA_", "")
                                        .toLowerCase(Locale.ROOT)
                                        .replace("_", ".")
                                        .replace("...", "-")
                                        .replace("..", "_"),
                                filled(value));
                    }
                });
        return settings;
    }

    /// Each secret is its own name, in small letters.
    private static String filled(String value) {
        return SECRET.matcher(value).replaceAll(secret -> secret.group(1).toLowerCase(Locale.ROOT));
    }
}
