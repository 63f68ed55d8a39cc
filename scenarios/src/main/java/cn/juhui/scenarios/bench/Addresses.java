package cn.juhui.scenarios.bench;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Where the platform under load is: the same variables that `./juhui up` reads, and those of a platform of several processes.
///
/// @param gateway from `JUHUI_URL`, or on this machine
/// @param tokens who issues tokens at `/dev/tokens`: `JUHUI_TOKENS_URL`, or the gateway
/// @param metrics where services say what they did (management ports), by service; from `JUHUI_METRICS_URLS`, or on this machine
/// @param processes of the platform that run on this machine, from `JUHUI_PIDS`
record Addresses(
        String gateway,
        String tokens,
        String store,
        String kafka,
        Map<String, URI> metrics,
        List<Long> processes) {

    private static final List<String> PARTS =
            List.of(
                    "gateway",
                    "order-service",
                    "refund-service",
                    "evidence-service",
                    "payout-service",
                    "notification-service");

    private static final int FIRST_MANAGEMENT_PORT = 9080;

    /// @param environment the process's variables
    static Addresses from(Map<String, String> environment) {
        var gateway =
                environment.getOrDefault("JUHUI_URL", local(environment, "GATEWAY_PORT", "8080"));
        return new Addresses(
                gateway,
                environment.getOrDefault("JUHUI_TOKENS_URL", gateway),
                environment.getOrDefault(
                        "MONGODB_URI",
                        "mongodb://127.0.0.1:" + environment.getOrDefault("MONGO_PORT", "27017")),
                environment.getOrDefault(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        "127.0.0.1:" + environment.getOrDefault("KAFKA_PORT", "9092")),
                metrics(environment),
                list(environment, "JUHUI_PIDS").map(Long::valueOf).toList());
    }

    private static Map<String, URI> metrics(Map<String, String> environment) {
        var metrics = new LinkedHashMap<String, URI>();
        list(environment, "JUHUI_METRICS_URLS")
                .map(URI::create)
                .forEach(page -> metrics.put(page.getAuthority(), page));
        if (metrics.isEmpty()) {
            for (int i = 0; i < PARTS.size(); i++) {
                var variable =
                        PARTS.get(i).toUpperCase(Locale.ROOT).replace('-', '_')
                                + "_MANAGEMENT_PORT";
                var port = Integer.toString(FIRST_MANAGEMENT_PORT + i);
                metrics.put(PARTS.get(i), URI.create(local(environment, variable, port)));
            }
        }
        return metrics;
    }

    private static String local(Map<String, String> environment, String variable, String port) {
        return "http://127.0.0.1:" + environment.getOrDefault(variable, port);
    }

    private static Stream<String> list(Map<String, String> environment, String variable) {
        return Arrays.stream(environment.getOrDefault(variable, "").split(","))
                .map(String::strip)
                .filter(one -> !one.isEmpty());
    }
}
