package cn.juhui.scenarios.bench;

import java.util.List;
import java.util.Map;

/// Where the platform under load is: the same variables that `./juhui up` reads.
///
/// @param services where they say what they did (management ports)
record Addresses(String gateway, String kafka, List<String> services) {

    static Addresses fromEnvironment() {
        return new Addresses(
                "http://127.0.0.1:" + env("GATEWAY_PORT", "8080"),
                env("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + env("KAFKA_PORT", "9092")),
                Map.of(
                                "ORDER_SERVICE", "9081",
                                "REFUND_SERVICE", "9082",
                                "EVIDENCE_SERVICE", "9083",
                                "PAYOUT_SERVICE", "9084",
                                "NOTIFICATION_SERVICE", "9085")
                        .entrySet()
                        .stream()
                        .map(e ->
                                "http://127.0.0.1:"
                                        + env(e.getKey() + "_MANAGEMENT_PORT", e.getValue()))
                        .toList());
    }

    private static String env(String name, String otherwise) {
        return System.getenv().getOrDefault(name, otherwise);
    }
}
