package cn.juhui.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What runs where. Everything has a default and an environment variable; see `./juhui help`.
///
/// @param data where Kafka, the store, the channels' ledger and the developer's clock and key live (`JUHUI_DATA`)
/// @param host the address to listen on (`JUHUI_HOST`); the loopback, because `/dev` trusts whoever reaches it
/// @param parts which services run in this JVM (`JUHUI_SERVICES`; `none` for broker, store and simulators alone)
/// @param environment the variables as given; what they name is used instead of what would be embedded
public record StandaloneSettings(
        Path data, String host, Set<PlatformPart> parts, Map<String, String> environment) {

    /// Moves all ports at once: 18000 makes 8080 18080.
    static final String PORT_BASE = "JUHUI_PORT_BASE";

    static final String KAFKA = "KAFKA_BOOTSTRAP_SERVERS";
    static final String STORE = "MONGODB_URI";
    static final String CHANNEL = "CHANNEL_URL";
    static final String ALIPAY = "ALIPAY_PROTOCOL";
    static final String WECHAT = "WECHAT_PROTOCOL";
    static final String SUPPLIER = "CARD_CHECKS_URL";
    static final String KEYS = "JWK_SET_URI";
    static final String ISSUER = "JWT_ISSUER";
    static final String ACCOUNT_KEYS = "ACCOUNT_KEYS";
    static final String ORIGINS = "CORS_ORIGINS";
    static final String PAYER_KEYS = "PAYER_KEYS";
    static final String IDEMPOTENCY_KEYS = "IDEMPOTENCY_KEYS";
    static final String WEBHOOK_KEYS = "WEBHOOK_KEYS";
    static final String WEBHOOK_LOOPBACK = "WEBHOOK_LOOPBACK";

    private static final int USUAL_BASE = 8000;
    private static final int HIGHEST_BASE = 65_000;

    public StandaloneSettings {
        parts = Set.copyOf(parts);
        environment = Map.copyOf(environment);
    }

    public static StandaloneSettings from(Map<String, String> environment) {
        return new StandaloneSettings(
                Path.of(environment.getOrDefault("JUHUI_DATA", ".juhui/data"))
                        .toAbsolutePath()
                        .normalize(),
                environment.getOrDefault("JUHUI_HOST", "127.0.0.1"),
                parts(environment.getOrDefault("JUHUI_SERVICES", "")),
                environment);
    }

    /// Everything embedded and on ports that nobody uses right now, for tests.
    public static StandaloneSettings onFreePorts(Path data) {
        return onFreePorts(data, Map.of());
    }

    /// As the environment says, and on free ports where it says nothing.
    public static StandaloneSettings onFreePorts(Path data, Map<String, String> environment) {
        List<String> variables =
                new ArrayList<>(List.of("KAFKA_PORT", "MONGO_PORT", "CHANNEL_PORT"));
        for (PlatformPart part : PlatformPart.values()) {
            variables.add(part.portVariable());
            variables.add(part.managementPortVariable());
        }
        Map<String, String> all = new HashMap<>(free(variables));
        all.putAll(environment);
        all.put("JUHUI_DATA", data.toString());
        return from(all);
    }

    public int port(PlatformPart part) {
        return port(part.portVariable(), moved(part.defaultPort(), part.defaultPort()));
    }

    /// Where a part says how it is. Moved ones stay within the hundred ports of their base.
    int managementPort(PlatformPart part) {
        return port(
                part.managementPortVariable(),
                moved(part.defaultManagementPort(), part.defaultPort() - 20));
    }

    int kafkaPort() {
        return port("KAFKA_PORT", moved(9092, 8092));
    }

    int storePort() {
        return port("MONGO_PORT", moved(27017, 8017));
    }

    int channelPort() {
        return port("CHANNEL_PORT", moved(8090, 8090));
    }

    /// The same with all ports moved at once, but for those that have a variable of their own.
    StandaloneSettings movedTo(int base) {
        Map<String, String> all = new HashMap<>(environment);
        all.put(PORT_BASE, Integer.toString(base));
        return from(all);
    }

    /// @param usual the port when `JUHUI_PORT_BASE` isn't given
    /// @param ofUsualBase what it would be if that were 8000
    private int moved(int usual, int ofUsualBase) {
        if (!isOutside(PORT_BASE)) {
            return usual;
        }
        int base = port(PORT_BASE, USUAL_BASE);
        if (base > HIGHEST_BASE) {
            throw new StartRefusedException(
                    "%s 最大为 %d · %1$s is %2$d at most, but is \"%3$d\""
                            .formatted(PORT_BASE, HIGHEST_BASE, base));
        }
        return base + ofUsualBase - USUAL_BASE;
    }

    /// Whether the environment names one outside, so that none is embedded.
    boolean isOutside(String variable) {
        return !environment.getOrDefault(variable, "").isBlank();
    }

    String given(String variable, String otherwise) {
        return isOutside(variable) ? environment.getOrDefault(variable, otherwise) : otherwise;
    }

    /// Where a part is, in this JVM or beside it.
    public String url(PlatformPart part) {
        return given(part.urlVariable(), "http://" + reachableHost() + ":" + port(part));
    }

    private String reachableHost() {
        return host.equals("0.0.0.0") ? "127.0.0.1" : host;
    }

    private int port(String variable, int otherwise) {
        String given = given(variable, Integer.toString(otherwise));
        try {
            int port = Integer.parseInt(given.strip());
            if (port > 0 && port < 65536) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        throw new StartRefusedException(
                "%s 须为端口号（1 至 65535）· %1$s must be a port number (1 to 65535), but is \"%2$s\""
                        .formatted(variable, given));
    }

    private static Set<PlatformPart> parts(String list) {
        if (list.isBlank()) {
            return EnumSet.allOf(PlatformPart.class);
        }
        Set<PlatformPart> parts = EnumSet.noneOf(PlatformPart.class);
        if (list.strip().equals("none")) {
            return parts;
        }
        for (String name : list.split(",", -1)) {
            if (!name.isBlank()) {
                parts.add(part(name.strip().toLowerCase(Locale.ROOT)));
            }
        }
        return parts;
    }

    private static PlatformPart part(String name) {
        for (PlatformPart part : PlatformPart.values()) {
            if (name.equals(part.title()) || name.equals(part.name().toLowerCase(Locale.ROOT))) {
                return part;
            }
        }
        throw new StartRefusedException(
                "JUHUI_SERVICES names \""
                        + name
                        + "\"; there are: "
                        + String.join(
                                ", ",
                                EnumSet.allOf(PlatformPart.class).stream()
                                        .map(PlatformPart::title)
                                        .toList())
                        + ".");
    }

    private static Map<String, String> free(List<String> variables) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            Map<String, String> ports = new HashMap<>();
            for (String variable : variables) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                sockets.add(socket);
                ports.put(variable, Integer.toString(socket.getLocalPort()));
            }
            return ports;
        } catch (IOException e) {
            throw new UncheckedIOException("No free port on the loopback address", e);
        } finally {
            sockets.forEach(StandaloneSettings::close);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
