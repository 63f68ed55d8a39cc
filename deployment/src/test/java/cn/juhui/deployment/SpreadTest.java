package cn.juhui.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Nothing that is needed stands on one node, and no drain takes more of it than one at a time.
class SpreadTest {

    private static final String OVERLAYS = "cn.juhui.deployment.ManifestsTest#OVERLAYS";
    private static final String NODE = "kubernetes.io/hostname";
    private static final String ZONE = "topology.kubernetes.io/zone";

    @ParameterizedTest
    @FieldSource(OVERLAYS)
    void pods_of_two_or_more_are_spread_over_nodes(Overlay overlay) {
        assertThat(PodSet.of(overlay)).hasSizeGreaterThan(10);
        for (var set : PodSet.of(overlay)) {
            if (set.pods() > 1) {
                assertThat(keys(set)).as(set.name()).contains(NODE);
            }
            set.spread()
                    .forEach(
                            one -> assertThat(selects(one, set)).as("%s of %s", one, set).isTrue());
        }
    }

    @ParameterizedTest
    @FieldSource(OVERLAYS)
    void brokers_and_members_of_the_store_never_share_a_node(Overlay overlay) {
        assertThat(PodSet.of(overlay))
                .filteredOn(set -> List.of("juhui-brokers", "juhui-mongodb").contains(set.name()))
                .hasSize(2)
                .allSatisfy(set ->
                        assertThat(set.spread())
                                .allMatch(one ->
                                        "DoNotSchedule".equals(one.get("whenUnsatisfiable"))));
    }

    @ParameterizedTest
    @FieldSource(OVERLAYS)
    void in_prod_they_are_spread_over_zones_and_dev_asks_for_none(Overlay overlay) {
        var isProd = !overlay.name().equals("dev");
        var kept = List.of("juhui-brokers", "juhui-mongodb");
        assertThat(PodSet.of(overlay))
                .filteredOn(set -> kept.contains(set.name()))
                .allSatisfy(set -> assertThat(keys(set).contains(ZONE)).isEqualTo(isProd));
        assertThat(Tree.map(overlay.the("Kafka", "juhui"), "spec/kafka").containsKey("rack"))
                .isEqualTo(isProd);
    }

    /// Two budgets over one pod forbid every eviction, so Kafka's, which Strimzi makes, has no twin here; nor has Envoy's.
    @ParameterizedTest
    @FieldSource(OVERLAYS)
    void each_has_one_budget(Overlay overlay) {
        for (var set : PodSet.of(overlay)) {
            var budgets =
                    overlay.all("PodDisruptionBudget")
                            .filter(one -> covers(Tree.map(one, "spec/selector"), set))
                            .toList();
            if (set.name().equals("juhui-brokers")) {
                assertThat(budgets).isEmpty();
                assertThat(
                                Tree.at(
                                        overlay.the("Kafka", "juhui"),
                                        "spec/kafka/template/podDisruptionBudget/maxUnavailable"))
                        .isEqualTo(1);
            } else if (set.name().equals("edge")) {
                assertThat(
                                Tree.at(
                                        overlay.the("EnvoyProxy", "edge"),
                                        "spec/provider/kubernetes/envoyPDB/maxUnavailable"))
                        .isEqualTo(1);
            } else if (set.pods() > 1) {
                assertThat(budgets)
                        .as(set.name())
                        .singleElement()
                        .satisfies(one ->
                                assertThat(Tree.at(one, "spec/maxUnavailable")).isEqualTo(1));
            }
        }
    }

    @ParameterizedTest
    @FieldSource(OVERLAYS)
    void an_instance_that_serves_nobody_holds_up_no_drain(Overlay overlay) {
        for (var process : ServiceSettings.all()) {
            assertThat(
                            Tree.text(
                                    overlay.the("PodDisruptionBudget", process.name()),
                                    "spec/unhealthyPodEvictionPolicy"))
                    .isEqualTo("AlwaysAllow");
        }
    }

    private static List<String> keys(PodSet set) {
        return set.spread().stream()
                .map(one -> Tree.text(one, "topologyKey"))
                .collect(Collectors.toList());
    }

    private static boolean selects(Map<String, Object> constraint, PodSet set) {
        return covers(Tree.map(constraint, "labelSelector"), set);
    }

    private static boolean covers(Map<String, Object> selector, PodSet set) {
        return set.labels().entrySet().containsAll(Tree.texts(selector, "matchLabels").entrySet());
    }
}
