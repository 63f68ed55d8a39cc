package cn.juhui.deployment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/// What one user may do at the broker, one operation on one name; said the same way wherever it was read.
///
/// @param type `topic` or `group`
/// @param pattern `literal` or `prefixed`
record BrokerRight(String user, String type, String pattern, String name, String operation) {

    /// What `k8s/base/ground/kafka-users.yaml` grants to services.
    static TreeSet<String> inKubernetes() {
        return Repository.yaml(Repository.text("k8s/base/ground/kafka-users.yaml")).stream()
                .filter(user -> ServiceSettings.SERVICES.contains(Tree.text(user, "metadata/name")))
                .flatMap(user -> of(Tree.text(user, "metadata/name"), user))
                .map(BrokerRight::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// What a `KafkaUser` grants.
    static Stream<BrokerRight> of(String name, Map<String, Object> user) {
        return Tree.list(user, "spec/authorization/acls").stream()
                .flatMap(acl -> ofRule(name, acl));
    }

    private static Stream<BrokerRight> ofRule(String user, Map<String, Object> acl) {
        var pattern =
                Tree.text(acl, "resource/patternType").equals("prefix") ? "prefixed" : "literal";
        return Tree.at(acl, "operations") instanceof List<?> operations
                ? operations.stream()
                        .map(operation ->
                                new BrokerRight(
                                        user,
                                        Tree.text(acl, "resource/type"),
                                        pattern,
                                        Tree.text(acl, "resource/name"),
                                        operation.toString()))
                : Stream.of();
    }

    /// What a call of `kafka-acls.sh` adds.
    static Stream<BrokerRight> of(List<String> call) {
        var said = new TreeMap<String, List<String>>();
        for (var i = 0; i < call.size() - 1; i++) {
            if (call.get(i).startsWith("--") && !call.get(i + 1).startsWith("--")) {
                said.computeIfAbsent(call.get(i), _ -> new ArrayList<>()).add(call.get(i + 1));
            }
        }
        var user = the(said, "--allow-principal").replaceFirst("^User:", "");
        var pattern = the(said, "--resource-pattern-type");
        return Stream.of("topic", "group")
                .flatMap(type ->
                        said.getOrDefault("--" + type, List.of()).stream()
                                .flatMap(name ->
                                        said.getOrDefault("--operation", List.of()).stream()
                                                .map(operation ->
                                                        new BrokerRight(
                                                                user, type, pattern, name,
                                                                operation))));
    }

    private static String the(Map<String, List<String>> said, String option) {
        var values = said.getOrDefault(option, List.of());
        if (values.size() != 1) {
            throw new IllegalArgumentException(option + " stands " + values.size() + " times");
        }
        return values.getFirst();
    }

    static List<AclBinding> bindings(Collection<BrokerRight> rights) {
        return rights.stream()
                .map(right ->
                        new AclBinding(
                                new ResourcePattern(
                                        ResourceType.fromString(right.type),
                                        right.name,
                                        PatternType.fromString(
                                                right.pattern.toUpperCase(Locale.ROOT))),
                                new AccessControlEntry(
                                        "User:" + right.user,
                                        "*",
                                        AclOperation.fromString(
                                                right.operation.replaceAll(
                                                        "(?<=[a-z])(?=[A-Z])", "_")),
                                        AclPermissionType.ALLOW)))
                .toList();
    }

    @Override
    public String toString() {
        return "%s: %s %s %s %s".formatted(user, operation, type, pattern, name);
    }
}
