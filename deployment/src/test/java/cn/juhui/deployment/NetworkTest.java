package cn.juhui.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// NetworkPolicies let exactly those speak that are given each other's address.
class NetworkTest {

    private static final String OVERLAYS = "cn.juhui.deployment.ManifestsTest#OVERLAYS";

    /// `caller → called:port`.
    private static final String ARROW = "%s → %s:%s";

    @ParameterizedTest
    @FieldSource(OVERLAYS)
    void nobody_may_speak_unless_it_is_said(Overlay overlay) {
        var nobody = overlay.the("NetworkPolicy", "default-deny");
        assertThat(Tree.map(nobody, "spec/podSelector")).isEmpty();
        assertThat(Tree.at(nobody, "spec/policyTypes")).isEqualTo(List.of("Ingress", "Egress"));
        assertThat(Tree.map(nobody, "spec")).doesNotContainKeys("ingress", "egress");
    }

    @ParameterizedTest
    @FieldSource(OVERLAYS)
    void processes_may_call_whose_address_they_are_given_and_nobody_else(Overlay overlay) {
        var wanted = new TreeSet<String>();
        for (var process : ServiceSettings.all()) {
            var environment =
                    ManifestsTest.environment(overlay, ManifestsTest.deployment(overlay, process));
            environment.forEach((name, value) -> {
                var isAddress = name.endsWith("_URL") || name.equals("JWK_SET_URI");
                if (isAddress && isHere(overlay, URI.create(value).getHost())) {
                    var url = URI.create(value);
                    wanted.add(ARROW.formatted(process.name(), url.getHost(), url.getPort()));
                }
            });
        }
        assertThat(arrowsOut(overlay)).isEqualTo(wanted);
        assertThat(arrowsIn(overlay)).isEqualTo(wanted);
    }

    @ParameterizedTest
    @FieldSource(OVERLAYS)
    void those_who_need_store_broker_and_issuer_reach_them(Overlay overlay) {
        for (var process : ServiceSettings.all()) {
            var pod =
                    Tree.texts(
                            ManifestsTest.deployment(overlay, process),
                            "spec/template/metadata/labels");
            var ports = new TreeSet<Integer>();
            policiesOn(overlay, pod)
                    .forEach(policy ->
                            Tree.list(policy, "spec/egress")
                                    .forEach(rule ->
                                            Tree.list(rule, "ports")
                                                    .forEach(port ->
                                                            ports.add(
                                                                    (Integer) port.get("port")))));
            var environment =
                    ManifestsTest.environment(overlay, ManifestsTest.deployment(overlay, process));
            assertThat(ports)
                    .as(process.name())
                    .contains(53, port(URI.create(environment.get("JWK_SET_URI"))));
            if (process.isService()) {
                var broker = environment.get("KAFKA_BOOTSTRAP_SERVERS").replaceFirst(".*:", "");
                assertThat(ports).as(process.name()).contains(27017, Integer.valueOf(broker));
            } else {
                assertThat(ports).as(process.name()).doesNotContain(27017, 9093);
            }
        }
    }

    /// `name.namespace.svc` is let out to that namespace, any other host to addresses outside of the cluster.
    @ParameterizedTest
    @FieldSource(OVERLAYS)
    void processes_may_reach_whatever_a_setting_names_elsewhere(Overlay overlay) {
        var asked = new TreeSet<String>();
        for (var process : ServiceSettings.all()) {
            var deployment = ManifestsTest.deployment(overlay, process);
            var environment = ManifestsTest.environment(overlay, deployment);
            for (var there : elsewhere(overlay, process, environment)) {
                assertThat(waysOut(overlay, labels(deployment)))
                        .as("%s to %s", process.name(), there)
                        .contains(there);
                asked.add(process.name() + " → " + there);
            }
        }
        assertThat(asked).isEqualTo(EXPECTED.get(overlay.name()));
    }

    /// So that the test above can't pass by finding nothing.
    private static final Map<String, Set<String>> EXPECTED =
            Map.of(
                    "dev", Set.of(),
                    "prod", everybodyTo("identity:8080", "payout-service → outside:443"),
                    "every-option",
                            everybodyTo(
                                    "outside:443",
                                    "evidence-service → clamav:3310",
                                    "notification-service → outside:587",
                                    "notification-service → sms:8080"));

    private static Set<String> everybodyTo(String issuer, String... others) {
        var all = new TreeSet<>(List.of(others));
        ServiceSettings.all().forEach(process -> all.add(process.name() + " → " + issuer));
        return all;
    }

    private static Set<String> elsewhere(
            Overlay overlay, ServiceSettings process, Map<String, String> environment) {
        var all = new TreeSet<String>();
        environment.forEach((name, value) -> {
            if (value.matches("https?://.*") && !name.equals("JWT_ISSUER")) {
                var url = URI.create(value);
                place(overlay, url.getHost(), port(url), all);
            }
        });
        for (var server : List.of("CLAMAV", "SMTP")) {
            if (environment.containsKey(server + "_HOST")) {
                var port = server + "_PORT";
                var given = environment.getOrDefault(port, "" + process.variables().get(port));
                place(overlay, environment.get(server + "_HOST"), Integer.parseInt(given), all);
            }
        }
        return all;
    }

    private static int port(URI url) {
        var usual = url.getScheme().equals("https") ? 443 : 80;
        return url.getPort() < 0 ? usual : url.getPort();
    }

    private static void place(Overlay overlay, String host, int port, Set<String> into) {
        if (!isHere(overlay, host)) {
            into.add((host.endsWith(".svc") ? host.split("\\.")[1] : "outside") + ":" + port);
        }
    }

    private static Set<String> waysOut(Overlay overlay, Map<String, String> pod) {
        var ways = new TreeSet<String>();
        for (var policy : policiesOn(overlay, pod)) {
            for (var rule : Tree.list(policy, "spec/egress")) {
                for (var to : Tree.list(rule, "to")) {
                    var namespace =
                            Tree.texts(to, "namespaceSelector/matchLabels")
                                    .get("kubernetes.io/metadata.name");
                    var place = to.containsKey("ipBlock") ? "outside" : "" + namespace;
                    ports(rule).forEach(port -> ways.add(place + ":" + port));
                }
            }
        }
        return ways;
    }

    @Test
    void every_pod_asks_the_dns_cache_of_its_node_where_there_is_one() {
        var overlay = Overlay.of("every-option");
        for (var pod : pods(overlay)) {
            var asked =
                    policiesOn(overlay, labels(pod)).stream()
                            .flatMap(policy -> Tree.list(policy, "spec/egress").stream())
                            .filter(rule ->
                                    Tree.list(rule, "to").stream()
                                            .anyMatch(to ->
                                                    "169.254.20.10/32"
                                                            .equals(Tree.at(to, "ipBlock/cidr"))))
                            .flatMap(rule -> Tree.list(rule, "ports").stream());
            assertThat(asked)
                    .as(name(pod))
                    .containsExactlyInAnyOrder(
                            Map.of("protocol", "UDP", "port", 53),
                            Map.of("protocol", "TCP", "port", 53));
        }
    }

    @ParameterizedTest
    @FieldSource(OVERLAYS)
    void from_outside_only_the_gateway_is_reached(Overlay overlay) {
        var open = new TreeSet<String>();
        for (var policy : overlay.all("NetworkPolicy").toList()) {
            for (var rule : Tree.list(policy, "spec/ingress")) {
                assertThat(Tree.list(rule, "from")).as("%s", policy).isNotEmpty();
                if (rule.toString().contains("envoy-gateway-system")) {
                    open.add(Tree.text(policy, "spec/podSelector/matchLabels"));
                }
            }
        }
        assertThat(open).singleElement().asString().contains("app.kubernetes.io/component=gateway");
        assertThat(overlay.all("Service"))
                .allSatisfy(
                        service -> assertThat(Tree.map(service, "spec")).doesNotContainKey("type"));
    }

    @ParameterizedTest
    @FieldSource(OVERLAYS)
    void the_world_is_led_to_what_is_for_it_over_tls_only(Overlay overlay) {
        var ways = overlay.all("HTTPRoute").map(Object::toString).toList();
        assertThat(ways)
                .hasSize(2)
                .anyMatch(way -> way.contains("RequestRedirect") && !way.contains("backendRefs"));
        var way = overlay.the("HTTPRoute", "gateway");
        assertThat(Tree.list(way, "spec/parentRefs"))
                .singleElement()
                .isEqualTo(Map.of("name", "edge", "sectionName", "https"));
        assertThat(way.toString())
                .contains("{name=gateway, port=8080}", "{type=PathPrefix, value=/v1}")
                .doesNotContain("{type=PathPrefix, value=/}", "actuator", "internal");
        var gateway = overlay.the("Gateway", "edge");
        for (var listener : Tree.list(gateway, "spec/listeners")) {
            assertThat(way.toString()).contains(Tree.text(listener, "hostname"));
            if (listener.get("name").equals("https")) {
                assertThat(Tree.list(listener, "tls/certificateRefs")).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @FieldSource(OVERLAYS)
    void management_ports_are_reached_by_who_reads_metrics_and_by_nobody_else(Overlay overlay) {
        for (var process : ServiceSettings.all()) {
            var pod = labels(ManifestsTest.deployment(overlay, process));
            var management = Set.of("management", process.managementPort());
            var who = new TreeSet<String>();
            for (var policy : policiesOn(overlay, pod)) {
                for (var rule : Tree.list(policy, "spec/ingress")) {
                    if (ports(rule).stream().anyMatch(p -> management.contains(p.toString()))) {
                        assertThat(ports(rule)).containsExactly("management");
                        Tree.list(rule, "from").forEach(from -> who.add(from.toString()));
                    }
                }
            }
            assertThat(who).as(process.name()).singleElement().asString().contains("monitoring");
        }
    }

    @Test
    void a_merchant_comes_in_by_its_certificate_where_none_of_the_house_does() {
        var overlay = Overlay.of("every-option");
        var listeners = Tree.list(overlay.the("Kafka", "juhui"), "spec/kafka/listeners");
        assertThat(listeners)
                .filteredOn(one -> !"internal".equals(one.get("type")))
                .singleElement()
                .satisfies(outside -> {
                    assertThat(outside).containsEntry("tls", true).containsEntry("port", 9094);
                    assertThat(Tree.text(outside, "authentication/type")).isEqualTo("tls");
                    assertThat(Tree.list(outside, "networkPolicyPeers"))
                            .isEqualTo(
                                    Tree.list(
                                            Tree.list(
                                                            overlay.the(
                                                                    "NetworkPolicy",
                                                                    "kafka-merchants"),
                                                            "spec/ingress")
                                                    .getFirst(),
                                            "from"));
                });
        assertThat(listeners).hasSize(2).contains(internalListener());
        assertThat(overlay.all("KafkaUser"))
                .filteredOn(user -> "tls".equals(Tree.text(user, "spec/authentication/type")))
                .extracting(user -> Tree.text(user, "metadata/name"))
                .containsExactly("mer-guoka");
        assertThat(
                        Tree.list(overlay.the("NetworkPolicy", "kafka-merchants"), "spec/ingress")
                                .stream()
                                .flatMap(rule -> ports(rule).stream()))
                .containsExactly(9094);
    }

    /// As it is without the option, which lays its list over the whole.
    private static Map<String, Object> internalListener() {
        return Tree.list(Overlay.of("prod").the("Kafka", "juhui"), "spec/kafka/listeners")
                .getFirst();
    }

    private static boolean isHere(Overlay overlay, String host) {
        return overlay.all("Service")
                .anyMatch(service -> host.equals(Tree.text(service, "metadata/name")));
    }

    private static Set<String> arrowsOut(Overlay overlay) {
        var arrows = new TreeSet<String>();
        for (var from : pods(overlay)) {
            for (var policy : policiesOn(overlay, labels(from))) {
                for (var rule : Tree.list(policy, "spec/egress")) {
                    for (var to : pods(overlay)) {
                        if (isAmong(Tree.list(rule, "to"), labels(to))) {
                            ports(rule)
                                    .forEach(port ->
                                            arrows.add(
                                                    ARROW.formatted(name(from), name(to), port)));
                        }
                    }
                }
            }
        }
        return arrows;
    }

    private static Set<String> arrowsIn(Overlay overlay) {
        var arrows = new TreeSet<String>();
        for (var to : pods(overlay)) {
            for (var policy : policiesOn(overlay, labels(to))) {
                for (var rule : Tree.list(policy, "spec/ingress")) {
                    for (var from : pods(overlay)) {
                        if (isAmong(Tree.list(rule, "from"), labels(from))) {
                            ports(rule)
                                    .forEach(port ->
                                            arrows.add(
                                                    ARROW.formatted(name(from), name(to), port)));
                        }
                    }
                }
            }
        }
        return arrows;
    }

    private static List<Map<String, Object>> pods(Overlay overlay) {
        return overlay.all("Deployment").toList();
    }

    private static String name(Map<String, Object> workload) {
        return Tree.text(workload, "metadata/name");
    }

    private static Map<String, String> labels(Map<String, Object> workload) {
        return Tree.texts(workload, "spec/template/metadata/labels");
    }

    private static List<Object> ports(Map<String, Object> rule) {
        return Tree.list(rule, "ports").stream().map(port -> port.get("port")).toList();
    }

    private static List<Map<String, Object>> policiesOn(Overlay overlay, Map<String, String> pod) {
        return overlay.all("NetworkPolicy")
                .filter(policy -> selects(Tree.map(policy, "spec/podSelector"), pod))
                .toList();
    }

    /// Pods of this namespace only: a peer that also names a namespace means others.
    private static boolean isAmong(List<Map<String, Object>> peers, Map<String, String> pod) {
        return peers.stream()
                .filter(peer ->
                        peer.containsKey("podSelector") && !peer.containsKey("namespaceSelector"))
                .anyMatch(peer -> selects(Tree.map(peer, "podSelector"), pod));
    }

    private static boolean selects(Map<String, Object> selector, Map<String, String> pod) {
        var known = new ArrayList<>(selector.keySet());
        known.removeAll(List.of("matchLabels", "matchExpressions"));
        assertThat(known).isEmpty();
        return pod.entrySet().containsAll(Tree.texts(selector, "matchLabels").entrySet())
                && Tree.list(selector, "matchExpressions").stream()
                        .allMatch(one -> {
                            assertThat(one.get("operator")).isEqualTo("In");
                            return one.get("values") instanceof List<?> values
                                    && values.contains(pod.get(Tree.text(one, "key")));
                        });
    }
}
