package cn.juhui.scenarios.processes;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.support.Jvm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Real processes, each from its boot jar, that are given too little or the wrong thing.
class StartRefusedTest {

    static final List<String> ALL = Parts.ALL;

    @ParameterizedTest
    @FieldSource("ALL")
    void nothing_given_a_line_for_each_missing_variable_and_exit_code_1(String part) {
        var variables = Parts.variables(part, Map.of());
        var missing =
                variables.uses().stream()
                        .filter(use -> use.otherwise() == null)
                        .map(use -> use.variable() + " is missing")
                        .collect(Collectors.toSet());

        var process = run(part, Map.of());

        assertThat(process.awaitEnd()).isEqualTo(1);
        assertThat(process.output().lines())
                .allSatisfy(line -> assertThat(missing).anyMatch(line::contains))
                .hasSize(missing.size());
    }

    @Test
    void a_store_that_does_not_answer_is_told_by_the_name_of_its_variable() {
        var given = new HashMap<String, String>();
        Parts.variables("notification-service", Map.of())
                .kinds()
                .forEach((variable, kind) -> given.put(variable, Parts.good(kind)));
        var ports = Jvm.freePorts(2);
        given.put("NOTIFICATION_SERVICE_PORT", ports.getFirst().toString());
        given.put("NOTIFICATION_SERVICE_MANAGEMENT_PORT", ports.getLast().toString());
        given.put("MONGODB_URI", "mongodb://127.0.0.1:9/?serverSelectionTimeoutMS=500");

        var process = run("notification-service", given);

        assertThat(process.awaitEnd()).isEqualTo(1);
        assertThat(process.output().lines())
                .last()
                .asString()
                .contains("MONGODB_URI: the store there does not answer");
        assertThat(process.output()).doesNotContain("\tat ");
    }

    private static Jvm run(String part, Map<String, String> given) {
        return Jvm.startBootJar(part + "-refused-" + UUID.randomUUID(), part, given);
    }
}
