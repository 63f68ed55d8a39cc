package cn.juhui.deployment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Pods that are alike, whoever makes them of what: Kubernetes of a Deployment or a Job, an operator of its custom resource.
///
/// @param pods how many there are at least
/// @param labels those that budgets and spreads select by
/// @param containers each with the `resources` that it asks for
/// @param spread `topologySpreadConstraints`
record PodSet(
        String name,
        int pods,
        Map<String, String> labels,
        List<Map<String, Object>> containers,
        List<Map<String, Object>> spread) {

    static List<PodSet> of(Overlay overlay) {
        var sets = new ArrayList<PodSet>();
        overlay.all("Deployment").forEach(one -> sets.add(workload(one, least(overlay, one))));
        overlay.all("Job").forEach(one -> sets.add(workload(one, 1)));
        overlay.all("KafkaNodePool").forEach(pool -> sets.add(brokers(pool)));
        overlay.all("Kafka").forEach(kafka -> sets.add(entityOperator(kafka)));
        overlay.all("MongoDBCommunity").forEach(store -> sets.add(members(store)));
        overlay.all("EnvoyProxy").forEach(proxy -> sets.add(proxies(proxy)));
        return sets;
    }

    /// Thousandths of a processor that all of them ask for.
    int processors() {
        return sum("cpu").multiply(BigDecimal.valueOf(1000)).intValueExact();
    }

    /// MiB that all of them ask for.
    int memory() {
        return sum("memory").divide(BigDecimal.valueOf(1 << 20)).intValueExact();
    }

    private BigDecimal sum(String resource) {
        return containers.stream()
                .map(one -> quantity(Tree.text(one, "resources/requests/" + resource)))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .multiply(BigDecimal.valueOf(pods));
    }

    private static BigDecimal quantity(String text) {
        var units = Map.of("m", new BigDecimal("0.001"), "Mi", new BigDecimal(1 << 20));
        var more = new HashMap<>(units);
        more.put("Gi", new BigDecimal(1 << 30));
        more.put("", BigDecimal.ONE);
        var unit = text.replaceFirst("^[0-9.]+", "");
        return new BigDecimal(text.substring(0, text.length() - unit.length()))
                .multiply(more.get(unit));
    }

    private static PodSet workload(Map<String, Object> one, int pods) {
        return new PodSet(
                Tree.text(one, "metadata/name"),
                pods,
                Tree.texts(one, "spec/template/metadata/labels"),
                Tree.list(one, "spec/template/spec/containers"),
                Tree.list(one, "spec/template/spec/topologySpreadConstraints"));
    }

    private static int least(Overlay overlay, Map<String, Object> deployment) {
        if (Tree.at(deployment, "spec/replicas") instanceof Integer replicas) {
            return replicas;
        }
        var name = Tree.text(deployment, "metadata/name");
        return Stream.concat(overlay.all("HorizontalPodAutoscaler"), overlay.all("ScaledObject"))
                .filter(one -> name.equals(Tree.text(one, "spec/scaleTargetRef/name")))
                .flatMap(one ->
                        Stream.of("minReplicas", "minReplicaCount")
                                .map(member -> Tree.at(one, "spec/" + member)))
                .filter(Integer.class::isInstance)
                .map(Integer.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nobody says how many " + name));
    }

    private static PodSet brokers(Map<String, Object> pool) {
        var cluster = Tree.texts(pool, "metadata/labels").get("strimzi.io/cluster");
        var name = Tree.text(pool, "metadata/name");
        return new PodSet(
                cluster + "-" + name,
                (Integer) Tree.map(pool, "spec").get("replicas"),
                Map.of("strimzi.io/cluster", cluster, "strimzi.io/pool-name", name),
                List.of(Tree.map(pool, "spec")),
                Tree.list(pool, "spec/template/pod/topologySpreadConstraints"));
    }

    private static PodSet entityOperator(Map<String, Object> kafka) {
        return new PodSet(
                Tree.text(kafka, "metadata/name") + "-entity-operator",
                1,
                Map.of("strimzi.io/name", Tree.text(kafka, "metadata/name") + "-entity-operator"),
                Stream.of("topicOperator", "userOperator")
                        .map(one -> Tree.map(kafka, "spec/entityOperator/" + one))
                        .toList(),
                List.of());
    }

    private static PodSet members(Map<String, Object> store) {
        var containers = Tree.list(store, "spec/statefulSet/spec/template/spec/containers");
        var names = containers.stream().map(one -> Tree.text(one, "name")).toList();
        if (!Set.copyOf(names).equals(Set.of("mongod", "mongodb-agent"))) {
            throw new AssertionError("The operator makes mongod and mongodb-agent, not " + names);
        }
        var name = Tree.text(store, "metadata/name");
        return new PodSet(
                name,
                (Integer) Tree.map(store, "spec").get("members"),
                Map.of("app", name + "-svc"),
                containers,
                Tree.list(store, "spec/statefulSet/spec/template/spec/topologySpreadConstraints"));
    }

    private static PodSet proxies(Map<String, Object> proxy) {
        var deployment = Tree.map(proxy, "spec/provider/kubernetes/envoyDeployment");
        return new PodSet(
                Tree.text(proxy, "metadata/name"),
                (Integer) deployment.get("replicas"),
                Tree.texts(deployment, "pod/labels"),
                List.of(Tree.map(deployment, "container")),
                Tree.list(deployment, "pod/topologySpreadConstraints"));
    }

    @Override
    public String toString() {
        return name;
    }
}
