package cn.juhui.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.juhui.contracts.wire.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/// `k8s/`, every overlay: whole, strict, and what the services read.
class ManifestsTest {

    static final List<Overlay> OVERLAYS = Overlay.NAMES.stream().map(Overlay::of).toList();

    /// Every process in every overlay.
    @SuppressWarnings("unused")
    static final List<Arguments> PROCESSES =
            OVERLAYS.stream()
                    .flatMap(overlay ->
                            ServiceSettings.all().stream()
                                    .map(process -> Arguments.of(overlay, process)))
                    .toList();

    @SuppressWarnings("unused")
    static final List<Arguments> SERVICES =
            OVERLAYS.stream()
                    .flatMap(overlay ->
                            ServiceSettings.SERVICES.stream()
                                    .map(service ->
                                            Arguments.of(overlay, ServiceSettings.of(service))))
                    .toList();

    private static final String OVERLAYS_HERE = "cn.juhui.deployment.ManifestsTest#OVERLAYS";
    private static final String PROCESSES_HERE = "cn.juhui.deployment.ManifestsTest#PROCESSES";
    private static final String SERVICES_HERE = "cn.juhui.deployment.ManifestsTest#SERVICES";

    @Nested
    class EveryResource {

        @ParameterizedTest
        @FieldSource(OVERLAYS_HERE)
        void is_what_its_owner_s_schema_says(Overlay overlay) {
            for (var resource : overlay.resources()) {
                assertThat(ResourceSchema.faults(resource))
                        .as("%s %s", resource.get("kind"), Tree.text(resource, "metadata/name"))
                        .isEmpty();
            }
        }

        @ParameterizedTest
        @CsvSource({
            "Deployment, order-service, spec/template/spec, terminationGracePeriod",
            "Kafka, juhui, spec/kafka, racks",
            "MongoDBCommunity, juhui-mongodb, spec/statefulSet/spec/template/spec, affinities",
            "ScaledObject, order-service, spec, minReplicas",
            "HTTPRoute, gateway, spec, hostname"
        })
        void would_not_pass_with_a_misspelt_member(
                String kind, String name, String where, String member) {
            var resource = copyOf(OVERLAYS.getFirst().the(kind, name));
            Tree.map(resource, where).put(member, 40);
            assertThat(ResourceSchema.faults(resource)).singleElement().asString().contains(member);
        }

        @ParameterizedTest
        @FieldSource(OVERLAYS_HERE)
        void stands_once_and_in_one_namespace(Overlay overlay) {
            var names =
                    overlay.resources().stream()
                            .map(one -> one.get("kind") + " " + Tree.text(one, "metadata/name"))
                            .toList();
            assertThat(names).doesNotHaveDuplicates();
            var namespace = overlay.all("Namespace").toList();
            assertThat(namespace).hasSize(1);
            assertThat(overlay.resources())
                    .filteredOn(one -> !namespace.contains(one))
                    .extracting(one -> Tree.text(one, "metadata/namespace"))
                    .containsOnly(Tree.text(namespace.getFirst(), "metadata/name"));
        }

        @ParameterizedTest
        @FieldSource(OVERLAYS_HERE)
        void is_rendered_alike_by_kubectl_and_by_this_test(Overlay overlay) {
            assumeTrue(
                    Overlay.isKubectlThere(),
                    "kubectl is not on the PATH: nothing to compare with");
            for (var layer : Overlay.LAYERS) {
                assertThat(byName(SmallKustomize.render(Overlay.folder(overlay.name(), layer))))
                        .as(layer)
                        .isEqualTo(byName(Overlay.layer(overlay.name(), layer)));
            }
        }
    }

    @Nested
    class EveryProcess {

        @ParameterizedTest
        @FieldSource(PROCESSES_HERE)
        void is_given_what_it_must_have_and_only_what_it_reads(
                Overlay overlay, ServiceSettings process) {
            assertThat(environment(overlay, deployment(overlay, process)).keySet())
                    .containsAll(process.mustBeGiven())
                    .isSubsetOf(process.variables().keySet());
        }

        @ParameterizedTest
        @FieldSource(SERVICES_HERE)
        void is_prepared_with_the_same_variables_and_image(
                Overlay overlay, ServiceSettings service) {
            var job = overlay.the("Job", service.name() + "-deploy");
            assertThat(environment(overlay, job))
                    .isEqualTo(environment(overlay, deployment(overlay, service)));
            assertThat(container(job).get("image"))
                    .isEqualTo(container(deployment(overlay, service)).get("image"));
            assertThat(container(job).get("args")).isEqualTo(List.of("deploy"));
        }

        @ParameterizedTest
        @FieldSource(PROCESSES_HERE)
        void listens_where_its_service_leads(Overlay overlay, ServiceSettings process) {
            var service = overlay.the("Service", process.name());
            var port = Tree.list(container(deployment(overlay, process)), "ports").getFirst();
            assertThat(Tree.text(port, "containerPort")).isEqualTo(process.port());
            assertThat(Tree.text(Tree.list(service, "spec/ports").getFirst(), "port"))
                    .isEqualTo(process.port());
            assertThat(Tree.text(Tree.list(service, "spec/ports").getFirst(), "targetPort"))
                    .isEqualTo(port.get("name"));
            assertThat(environment(overlay, deployment(overlay, process)))
                    .containsEntry(
                            ServiceSettings.variable(process.name()) + "_PORT", process.port())
                    .containsEntry(
                            ServiceSettings.variable(process.name()) + "_MANAGEMENT_PORT",
                            process.managementPort());
            assertThat(Tree.texts(deployment(overlay, process), "spec/template/metadata/labels"))
                    .containsAllEntriesOf(Tree.texts(service, "spec/selector"));
        }

        @ParameterizedTest
        @FieldSource(PROCESSES_HERE)
        void finds_the_others_where_they_listen(Overlay overlay, ServiceSettings process) {
            for (var other : process.calls()) {
                assertThat(environment(overlay, deployment(overlay, process)))
                        .containsEntry(
                                ServiceSettings.variable(other) + "_URL",
                                "http://%s:%s".formatted(other, ServiceSettings.of(other).port()));
            }
        }

        @ParameterizedTest
        @FieldSource(PROCESSES_HERE)
        void is_asked_how_it_is_on_paths_that_it_has(Overlay overlay, ServiceSettings process) {
            var container = container(deployment(overlay, process));
            var paths =
                    Stream.of("startupProbe", "livenessProbe", "readinessProbe")
                            .map(probe -> Tree.text(container, probe + "/httpGet/path"))
                            .toList();
            assertThat(paths)
                    .containsExactly(
                            "/actuator/health/liveness",
                            "/actuator/health/liveness",
                            "/actuator/health/readiness");
            assertThat(Repository.text("docs/configuration.md")).contains(paths);
            for (var probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                assertThat(Tree.text(container, probe + "/httpGet/port")).isEqualTo("management");
            }
            assertThat(Tree.list(container, "ports"))
                    .contains(
                            Map.of(
                                    "name",
                                    "management",
                                    "containerPort",
                                    Integer.valueOf(process.managementPort())));
        }

        @ParameterizedTest
        @FieldSource(PROCESSES_HERE)
        void is_led_to_by_its_service_but_not_to_its_management_port(
                Overlay overlay, ServiceSettings process) {
            assertThat(Tree.list(overlay.the("Service", process.name()), "spec/ports"))
                    .singleElement()
                    .satisfies(
                            port -> assertThat(Tree.text(port, "port")).isEqualTo(process.port()));
        }

        @ParameterizedTest
        @FieldSource(OVERLAYS_HERE)
        void runs_as_nobody_with_nothing_to_write_on_but_tmp(Overlay overlay) {
            ours(overlay).forEach(ManifestsTest::assertHardened);
        }

        @ParameterizedTest
        @FieldSource(OVERLAYS_HERE)
        void comes_from_an_image_whose_version_is_named(Overlay overlay) {
            ours(overlay)
                    .forEach(one ->
                            assertThat(Tree.text(container(one), "image"))
                                    .matches("[a-z0-9./-]*juhui/[a-z-]+:[0-9]+\\.[0-9]+\\.[0-9]+"));
        }

        @ParameterizedTest
        @FieldSource(PROCESSES_HERE)
        void loses_one_instance_at_a_time(Overlay overlay, ServiceSettings process) {
            var budget = overlay.the("PodDisruptionBudget", process.name());
            assertThat(Tree.text(budget, "spec/maxUnavailable")).isEqualTo("1");
            assertThat(Tree.texts(budget, "spec/selector/matchLabels"))
                    .isEqualTo(
                            Tree.texts(deployment(overlay, process), "spec/selector/matchLabels"));
            assertThat(
                            Tree.list(
                                    deployment(overlay, process),
                                    "spec/template/spec/topologySpreadConstraints"))
                    .hasSize(2);
        }
    }

    @Nested
    class Scaling {

        @ParameterizedTest
        @FieldSource(SERVICES_HERE)
        void follows_the_topics_that_a_service_listens_to(
                Overlay overlay, ServiceSettings service) {
            var scaled = overlay.the("ScaledObject", service.name());
            var watched = new TreeMap<String, String>();
            for (var trigger : Tree.list(scaled, "spec/triggers")) {
                if (!Tree.text(trigger, "type").equals("kafka")) {
                    continue;
                }
                watched.put(
                        Tree.text(trigger, "metadata/topic"),
                        Tree.text(trigger, "metadata/consumerGroup"));
                // Where a group without a place begins, as the services' own consumers do.
                assertThat(Tree.text(trigger, "metadata/offsetResetPolicy")).isEqualTo("earliest");
            }
            assertThat(watched).isEqualTo(service.listensTo());
            assertThat(Tree.text(scaled, "spec/scaleTargetRef/name")).isEqualTo(service.name());
        }

        /// Pictures are worked on while their senders wait: no topic tells how many there are.
        @ParameterizedTest
        @FieldSource(OVERLAYS_HERE)
        void follows_the_processors_where_pictures_are_worked_on(Overlay overlay) {
            var scaled = overlay.the("ScaledObject", "evidence-service");
            assertThat(Tree.list(scaled, "spec/triggers"))
                    .filteredOn(one -> Tree.text(one, "type").equals("cpu"))
                    .singleElement()
                    .satisfies(one -> {
                        assertThat(Tree.text(one, "metricType")).isEqualTo("Utilization");
                        assertThat(Tree.text(one, "metadata/value")).isEqualTo("70");
                    });
        }

        @ParameterizedTest
        @FieldSource(SERVICES_HERE)
        void stops_where_more_instances_would_have_no_partition(
                Overlay overlay, ServiceSettings service) {
            var environment = environment(overlay, deployment(overlay, service));
            var threads = Integer.parseInt(environment.get("CONSUMER_CONCURRENCY"));
            assertThat(
                            Tree.text(
                                    overlay.the("ScaledObject", service.name()),
                                    "spec/maxReplicaCount"))
                    .isEqualTo(String.valueOf(Topics.PARTITIONS / threads));
        }

        @ParameterizedTest
        @FieldSource(OVERLAYS_HERE)
        void has_one_master_per_deployment(Overlay overlay) {
            var targets =
                    Stream.concat(
                                    overlay.all("HorizontalPodAutoscaler"),
                                    overlay.all("ScaledObject"))
                            .map(one -> Tree.text(one, "spec/scaleTargetRef/name"))
                            .toList();
            assertThat(targets).doesNotHaveDuplicates();
            assertThat(
                            overlay.all("Deployment")
                                    .filter(one ->
                                            targets.contains(Tree.text(one, "metadata/name"))))
                    .hasSameSizeAs(targets)
                    .noneMatch(one -> Tree.map(one, "spec").containsKey("replicas"));
        }
    }

    @Nested
    class Kafka {

        @ParameterizedTest
        @FieldSource(OVERLAYS_HERE)
        void has_the_topics_of_the_contract(Overlay overlay) {
            var wanted = new TreeSet<>(Topics.ALL);
            Topics.LISTENERS.forEach((topic, listeners) ->
                    listeners.forEach(service -> wanted.add(Topics.deadLetters(topic, service))));
            assertThat(
                            overlay.all("KafkaTopic")
                                    .map(one -> Tree.text(one, "metadata/name"))
                                    .collect(Collectors.toSet()))
                    .isEqualTo(wanted);
            assertThat(overlay.all("KafkaTopic"))
                    .allSatisfy(topic -> {
                        assertThat(Tree.at(topic, "spec/partitions")).isEqualTo(Topics.PARTITIONS);
                        assertThat(Tree.text(topic, "spec/replicas"))
                                .isEqualTo(
                                        Tree.text(
                                                overlay.settings("juhui-kafka"),
                                                "data/KAFKA_REPLICAS"));
                    });
        }

        @ParameterizedTest
        @FieldSource(SERVICES_HERE)
        void lets_a_service_read_what_it_listens_to_in_its_own_group_only(
                Overlay overlay, ServiceSettings service) {
            var reads = new TreeSet<>(service.listensTo().keySet());
            if (service.name().equals("notification-service")) {
                // It shows the dead letters of all.
                Topics.LISTENERS.forEach((topic, listeners) ->
                        listeners.forEach(one -> reads.add(Topics.deadLetters(topic, one))));
            }
            assertThat(allowed(overlay, service.name(), "topic", "Read")).isEqualTo(reads);
            assertThat(allowed(overlay, service.name(), "group", "Read"))
                    .containsExactly(service.name());
        }

        @ParameterizedTest
        @FieldSource(SERVICES_HERE)
        void lets_a_service_write_its_own_events_and_what_it_could_not_read(
                Overlay overlay, ServiceSettings service) {
            var writes = allowed(overlay, service.name(), "topic", "Write");
            for (var topic : service.listensTo().keySet()) {
                assertThat(writes.remove(Topics.deadLetters(topic, service.name())))
                        .as(topic)
                        .isTrue();
            }
            // Merchants' own topics are written by who has their feeds.
            assertThat(writes.remove("juhui.merchant."))
                    .isEqualTo(service.name().equals("notification-service"));
            assertThat(Topics.ALL).containsAll(writes);
            assertThat(writes).hasSizeLessThanOrEqualTo(1);
        }

        @ParameterizedTest
        @FieldSource(OVERLAYS_HERE)
        void has_one_writer_per_topic(Overlay overlay) {
            var writers =
                    ServiceSettings.SERVICES.stream()
                            .flatMap(
                                    service -> allowed(overlay, service, "topic", "Write").stream())
                            .filter(Topics.ALL::contains)
                            .toList();
            assertThat(writers).containsExactlyInAnyOrderElementsOf(Topics.ALL);
        }

        private static Set<String> allowed(
                Overlay overlay, String user, String type, String operation) {
            return Tree.list(overlay.the("KafkaUser", user), "spec/authorization/acls").stream()
                    .filter(acl -> type.equals(Tree.text(acl, "resource/type")))
                    .filter(acl ->
                            Tree.at(acl, "operations") instanceof List<?> all
                                    && all.contains(operation))
                    .map(acl -> Tree.text(acl, "resource/name"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Nested
    class MongoDb {

        @ParameterizedTest
        @FieldSource(SERVICES_HERE)
        void gives_a_service_its_own_database_only(Overlay overlay, ServiceSettings service) {
            var user =
                    Tree.list(overlay.the("MongoDBCommunity", "juhui-mongodb"), "spec/users")
                            .stream()
                            .filter(one -> service.name().equals(one.get("name")))
                            .findFirst()
                            .orElseThrow();
            assertThat(Tree.list(user, "roles"))
                    .containsExactly(
                            Map.of("name", "readWrite", "db", String.valueOf(service.database())));
            assertThat(Tree.text(uri(overlay, service), "valueFrom/secretKeyRef/name"))
                    .isEqualTo(user.get("connectionStringSecretName"));
        }

        private static Object uri(Overlay overlay, ServiceSettings service) {
            return Tree.list(container(deployment(overlay, service)), "env").stream()
                    .filter(one -> "MONGODB_URI".equals(one.get("name")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /// All but the issuer that dev brings along.
    private static Stream<Map<String, Object>> ours(Overlay overlay) {
        return Stream.concat(overlay.all("Deployment"), overlay.all("Job"))
                .filter(one -> !"keycloak".equals(Tree.text(one, "metadata/name")));
    }

    static Map<String, Object> deployment(Overlay overlay, ServiceSettings process) {
        return overlay.the("Deployment", process.name());
    }

    static Map<String, Object> container(Map<String, Object> workload) {
        var containers = Tree.list(workload, "spec/template/spec/containers");
        assertThat(containers).hasSize(1);
        return containers.getFirst();
    }

    /// With the values of the ConfigMaps; a secret's value is its name.
    static Map<String, String> environment(Overlay overlay, Map<String, Object> workload) {
        var all = new TreeMap<String, String>();
        for (var from : Tree.list(container(workload), "envFrom")) {
            var map = overlay.the("ConfigMap", Tree.text(from, "configMapRef/name"));
            Tree.texts(map, "data")
                    .forEach((name, value) -> assertThat(all.put(name, value)).as(name).isNull());
        }
        for (var one : Tree.list(container(workload), "env")) {
            var value = one.containsKey("value") ? one.get("value") : one.get("valueFrom");
            assertThat(all.put(Tree.text(one, "name"), String.valueOf(value)))
                    .as("%s", one)
                    .isNull();
        }
        return all;
    }

    private static void assertHardened(Map<String, Object> workload) {
        var pod = Tree.map(workload, "spec/template/spec");
        var container = container(workload);
        assertThat(pod)
                .as(Tree.text(workload, "metadata/name"))
                .containsEntry("automountServiceAccountToken", false)
                .containsEntry("enableServiceLinks", false);
        assertThat(Tree.map(pod, "securityContext"))
                .containsEntry("runAsNonRoot", true)
                .containsEntry("seccompProfile", Map.of("type", "RuntimeDefault"));
        assertThat(Tree.map(container, "securityContext"))
                .containsEntry("readOnlyRootFilesystem", true)
                .containsEntry("allowPrivilegeEscalation", false)
                .containsEntry("capabilities", Map.of("drop", List.of("ALL")));
        assertThat(Tree.map(container, "resources/limits")).containsKey("memory");
        assertThat(Tree.map(container, "resources/requests")).containsKeys("cpu", "memory");
        assertThat(Tree.list(container, "volumeMounts"))
                .filteredOn(mount -> !Boolean.TRUE.equals(mount.get("readOnly")))
                .extracting(mount -> mount.get("mountPath"))
                .containsExactly("/tmp");
    }

    private static Map<String, Object> byName(List<Map<String, Object>> resources) {
        var all = new TreeMap<String, Object>();
        for (var resource : resources) {
            all.put(
                    resource.get("kind") + " " + Tree.text(resource, "metadata/name"),
                    sorted(resource));
        }
        return all;
    }

    /// Lists whose members have names mean the same in any order.
    private static Object sorted(Object node) {
        if (node instanceof Map<?, ?> map) {
            var copy = new HashMap<Object, Object>();
            map.forEach((key, value) -> copy.put(key, sorted(value)));
            return copy;
        }
        if (node instanceof List<?> list) {
            var copy = new ArrayList<>(list.stream().map(ManifestsTest::sorted).toList());
            if (copy.stream()
                    .allMatch(one -> one instanceof Map<?, ?> map && map.containsKey("name"))) {
                copy.sort(java.util.Comparator.comparing(one -> Tree.text(one, "name")));
            }
            return copy;
        }
        return node;
    }

    private static Map<String, Object> copyOf(Map<String, Object> resource) {
        return new LinkedHashMap<>(
                Repository.yaml(new org.yaml.snakeyaml.Yaml().dump(resource)).getFirst());
    }
}
