package cn.juhui.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Every Secret and ConfigMap that is referred to is made: by the overlay, by an operator, by `k8s/secrets.sh`, or by a command
/// that docs/deployment.md shows.
class ReferencesTest {

    private static final String OVERLAYS = "cn.juhui.deployment.ManifestsTest#OVERLAYS";

    /// Says that nothing is there yet, answers kustomize with the namespace, and notes what it is told to make.
    private static final String KUBECTL =
            """
            #!/bin/bash
            case "$*" in
                kustomize*) printf 'kind: Namespace\\nmetadata:\\n  name: here\\n---\\n' ;;
                *" get "*) [ -n "$EVERYTHING_IS_THERE" ] ;;
                *" create -f -") cat >> "$NOTES" ;;
                *) echo "$*" >> "$NOTES" ;;
            esac
            """;

    private static final Pattern MADE =
            Pattern.compile(
                    "(?m)^metadata: \\{name: (.+)}$|create (?:secret \\S+|configmap) (\\S+)");

    @TempDir Path room;

    @ParameterizedTest
    @FieldSource(OVERLAYS)
    void secrets_and_settings_are_made_by_something(Overlay overlay) throws Exception {
        assertThat(overlay.all("Secret")).isEmpty();
        var made = new TreeSet<>(byOperators(overlay));
        made.addAll(names(run(overlay.name().equals("dev") ? "dev" : "prod", "")));
        made.addAll(names(Repository.text("docs/deployment.md")));
        overlay.all("ConfigMap").forEach(one -> made.add(Tree.text(one, "metadata/name")));
        var wanted = new TreeSet<String>();
        overlay.resources().forEach(one -> collect(one, wanted));
        assertThat(wanted)
                .hasSizeGreaterThan(15)
                .contains("gateway-tls", "juhui-cluster-ca-cert")
                .isSubsetOf(made);
    }

    @Test
    void a_secret_that_is_there_is_left_alone() throws Exception {
        assertThat(run("dev", "yes")).isEmpty();
    }

    @Test
    void what_is_made_is_long_and_random_and_the_page_makes_none_of_it() throws Exception {
        var notes = run("dev", "");
        var values = Pattern.compile("(?m)^  [a-z]+: \"(.*)\"$").matcher(notes).results().toList();
        assertThat(values).hasSizeGreaterThan(10);
        assertThat(values.stream().map(one -> one.group(1)))
                .allMatch(value -> value.matches("[0-9a-f]{64}"))
                .doesNotHaveDuplicates();
        assertThat(names(Repository.text("docs/deployment.md")))
                .doesNotContainAnyElementsOf(names(run("prod", "")));
    }

    private static List<String> byOperators(Overlay overlay) {
        return Stream.of(
                        overlay.all("KafkaUser").map(one -> Tree.text(one, "metadata/name")),
                        overlay.all("Kafka")
                                .map(one -> Tree.text(one, "metadata/name") + "-cluster-ca-cert"),
                        overlay.all("MongoDBCommunity")
                                .flatMap(one -> Tree.list(one, "spec/users").stream())
                                .map(user -> Tree.text(user, "connectionStringSecretName")))
                .flatMap(names -> names)
                .toList();
    }

    private static TreeSet<String> names(String text) {
        var names = new TreeSet<String>();
        MADE.matcher(text)
                .results()
                .forEach(one -> names.add(one.group(1) != null ? one.group(1) : one.group(2)));
        return names;
    }

    /// Wherever a name stands that only a Secret or a ConfigMap can have.
    private static void collect(Object node, TreeSet<String> into) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                switch (key.toString()) {
                    case "secretKeyRef",
                            "configMapKeyRef",
                            "configMapRef",
                            "secretRef",
                            "configMap",
                            "passwordSecretRef" ->
                            into.add(Tree.text(value, "name"));
                    case "secret" -> into.add(Tree.text(value, "secretName"));
                    case "certificateRefs",
                            "imagePullSecrets",
                            "secretTargetRef",
                            "configMapTargetRef" ->
                            Tree.list(map, key.toString())
                                    .forEach(one -> into.add(Tree.text(one, "name")));
                    default -> collect(value, into);
                }
            });
        } else if (node instanceof List<?> list) {
            list.forEach(one -> collect(one, into));
        }
    }

    private String run(String overlay, String everythingIsThere)
            throws IOException, InterruptedException {
        var kubectl = room.resolve("kubectl");
        Files.writeString(kubectl, KUBECTL);
        assertThat(kubectl.toFile().setExecutable(true)).isTrue();
        var notes = Files.writeString(room.resolve("notes"), "");
        var script = new ProcessBuilder("k8s/secrets.sh", overlay);
        script.environment().put("PATH", room + ":" + System.getenv("PATH"));
        script.environment().put("NOTES", notes.toString());
        script.environment().put("EVERYTHING_IS_THERE", everythingIsThere);
        var process =
                script.directory(Repository.ROOT.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return Files.readString(notes);
    }
}
