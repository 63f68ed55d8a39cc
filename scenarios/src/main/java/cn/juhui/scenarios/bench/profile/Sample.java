package cn.juhui.scenarios.bench.profile;

import java.util.List;
import java.util.regex.Pattern;

/// What a thread was at when it was looked at.
///
/// @param thread its name; empty for one that has none
/// @param classes whose methods it was in, the innermost first
record Sample(String thread, List<String> classes) {

    private static final Pattern OURS =
            Pattern.compile(
                    "cn\\.juhui\\.(gateway|order|refund|evidence|payout|notification)\\..*");
    private static final Pattern THE_JDKS = Pattern.compile("(java|javax|jdk|sun|com\\.sun)\\..*");
    private static final Pattern STORE = Pattern.compile("embedded-mongo.*");
    private static final Pattern BROKER =
            Pattern.compile(
                    "data-plane-kafka-.*|group-coordinator-.*|transaction-coordinator-.*|share-coordinator-.*"
                            + "|quorum-controller-.*|kafka-\\d+-.*|ReplicaFetcher.*|ExpirationReaper-.*|executor-.*|raft-.*"
                            + "|broker-.*|controller-.*|kafka-log-cleaner.*|kafka-scheduler.*");
    private static final Pattern RELAYS =
            Pattern.compile("relay-.*|kafka-producer-network-thread.*");
    private static final Pattern CLOCKS = Pattern.compile(".*-(deadlines|waiting)|comparison");
    private static final Pattern CALLS =
            Pattern.compile("HttpClient-.*|channel-.*|HTTP-Dispatcher");
    private static final Pattern COMPILER = Pattern.compile("C[12] CompilerThread.*");

    /// Whose work it is: named by the thread, and by the service that is on its stack. What servers, filters and consumers do around a service's code can't be told apart.
    String group() {
        if (thread.startsWith("tomcat-handler") || thread.startsWith("http-nio")) {
            return "HTTP, " + part();
        }
        if (thread.startsWith("KafkaConsumerDestination")) {
            return "listeners, " + part();
        }
        if (thread.startsWith("kafka-")
                && (thread.contains("heartbeat") || thread.contains("admin"))) {
            return "other Kafka clients";
        }
        if (STORE.matcher(thread).matches()) {
            return "embedded store";
        }
        if (RELAYS.matcher(thread).matches()) {
            return "relays and producers";
        }
        if (BROKER.matcher(thread).matches()) {
            return "broker";
        }
        if (CALLS.matcher(thread).matches()) {
            return "calls over HTTP";
        }
        if (CLOCKS.matcher(thread).matches()) {
            return "clocks";
        }
        return COMPILER.matcher(thread).matches() ? "compiler" : "other threads";
    }

    private String part() {
        for (var one : classes) {
            var ours = OURS.matcher(one);
            if (ours.matches()) {
                return ours.group(1);
            }
            if (one.startsWith("org.springframework.cloud.gateway.")) {
                return "gateway";
            }
        }
        return "around services";
    }

    /// Whose code it is: the innermost package that isn't the JDK's, by its first three names, ours by four.
    String owner() {
        return classes.stream()
                .filter(one -> !THE_JDKS.matcher(one).matches())
                .map(Sample::packageOf)
                .findFirst()
                .orElse(classes.isEmpty() ? "(no stack)" : "JDK alone");
    }

    private static String packageOf(String className) {
        var names = className.split("\\.");
        var most = className.startsWith("cn.juhui.") ? 4 : 3;
        return String.join(".", List.of(names).subList(0, Math.min(most, names.length - 1)));
    }
}
