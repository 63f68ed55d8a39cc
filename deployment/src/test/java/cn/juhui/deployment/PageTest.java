package cn.juhui.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// docs/deployment.md names what is there.
class PageTest {

    private static final String PAGE = Repository.text("docs/deployment.md");
    private static final String OPERATORS = Repository.text("k8s/prerequisites/operators.sh");

    @ParameterizedTest
    @CsvSource({
        "STRIMZI, Strimzi, strimzi",
        "MCK, MongoDB Controllers, mongodb",
        "KEDA, KEDA, keda",
        "ENVOY_GATEWAY, Envoy Gateway, envoy-gateway-system",
        "METRICS_SERVER, metrics-server, kube-system"
    })
    void it_names_the_versions_that_are_installed(String variable, String name, String namespace) {
        var version = Pattern.compile("(?m)^" + variable + "=(.+)$").matcher(OPERATORS);
        assertThat(version.find()).isTrue();
        assertThat(OPERATORS).contains("$" + variable, "-n " + namespace);
        assertThat(PAGE.lines().filter(line -> line.startsWith("| ") && line.contains(name)))
                .anySatisfy(line ->
                        assertThat(line)
                                .endsWith("| %s | `%s` |".formatted(version.group(1), namespace)));
    }

    @Test
    void every_file_that_it_names_is_there() {
        var named =
                Pattern.compile("(?:\\./)?(k8s/[a-z0-9./-]*[a-z0-9])(?![<a-z0-9./-]*<)")
                        .matcher(PAGE)
                        .results()
                        .map(one -> one.group(1))
                        .distinct()
                        .toList();
        assertThat(named).hasSizeGreaterThan(6);
        assertThat(named).allSatisfy(path -> assertThat(Repository.ROOT.resolve(path)).exists());
    }

    @Test
    void it_tells_every_option() throws Exception {
        try (var options = Files.list(Repository.ROOT.resolve("k8s/options"))) {
            assertThat(options.map(one -> "| `" + one.getFileName() + "` |"))
                    .hasSizeGreaterThan(3)
                    .allSatisfy(row -> assertThat(PAGE).contains(row));
        }
    }

    @Test
    void broker_and_store_are_pinned_to_the_patch() {
        for (var where :
                Map.of("Kafka", "spec/kafka/version", "MongoDBCommunity", "spec/version")
                        .entrySet()) {
            assertThat(Overlay.of("prod").all(where.getKey()))
                    .singleElement()
                    .satisfies(one ->
                            assertThat(Tree.text(one, where.getValue()))
                                    .matches("\\d+\\.\\d+\\.\\d+"));
        }
    }
}
