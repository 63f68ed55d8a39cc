package cn.juhui.scenarios.processes;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.platform.process.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Every environment variable of every process: documented, and refused when it is missing or malformed.
class VariablesTest {

    static final List<String> ALL = Parts.ALL;

    private static final String MUST_BE_GIVEN = "must be given";
    private static final Pattern ROW =
            Pattern.compile("\\| `([A-Z0-9_]+)` \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|");

    /// A row of the table: what a variable must be, and its default.
    private record Row(String looks, String otherwise) {}

    @ParameterizedTest
    @FieldSource("ALL")
    void the_page_lists_what_the_settings_files_read_and_nothing_else(String part)
            throws IOException {
        assertThat(documented(part)).isEqualTo(read(part));
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void every_variable_with_a_kind_is_read(String part) {
        var variables = Parts.variables(part, Map.of());
        assertThat(variables.kinds().keySet()).isEqualTo(read(part).keySet());
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void with_good_values_there_is_nothing_to_complain_about(String part) {
        assertThat(Parts.variables(part, good(part)).complaints()).isEmpty();
    }

    @Test
    void a_value_with_a_password_is_not_shown() {
        var given = good("order-service");
        given.put("MONGODB_URI", "mongo://user:geheim@a:27017");
        assertThat(Parts.variables("order-service", given).complaints())
                .containsExactly(
                        "MONGODB_URI: its value is not a mongodb:// or mongodb+srv:// URI");
        given = good("order-service");
        given.put("KAFKA_SASL_JAAS_CONFIG", " password=\"geheim\"");
        assertThat(Parts.variables("order-service", given).complaints())
                .containsExactly(
                        "KAFKA_SASL_JAAS_CONFIG: its value is not text that is kept secret");
    }

    @TestFactory
    Stream<DynamicTest> a_missing_variable_is_named() {
        return Parts.ALL.stream()
                .flatMap(part ->
                        read(part).entrySet().stream()
                                .filter(e -> e.getValue().otherwise().equals(MUST_BE_GIVEN))
                                .map(e ->
                                        DynamicTest.dynamicTest(
                                                part + " without " + e.getKey(),
                                                () -> assertNamesMissing(part, e.getKey()))));
    }

    @TestFactory
    Stream<DynamicTest> what_another_value_makes_needed_is_named_when_it_is_missing() {
        return Parts.ALL.stream()
                .flatMap(part ->
                        Parts.variables(part, Map.of()).neededWith().entrySet().stream()
                                .map(e ->
                                        DynamicTest.dynamicTest(
                                                part + " with " + e.getValue() + " alone",
                                                () ->
                                                        assertNeeded(
                                                                part, e.getKey(), e.getValue()))));
    }

    private static void assertNeeded(String part, String variable, String condition) {
        var given = good(part);
        var names = condition.split("=");
        given.put(names[0], names[1]);
        for (var missing : List.of("", "absent")) {
            given.remove(variable);
            if (missing.isEmpty()) {
                given.put(variable, missing);
            }
            assertThat(Parts.variables(part, given).complaints())
                    .singleElement()
                    .asString()
                    .startsWith(variable + " is missing: with " + condition + ", give it ");
        }
        given.remove(variable);
        given.remove(names[0]);
        assertThat(Parts.variables(part, given).complaints()).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> a_malformed_variable_is_named() {
        return Parts.ALL.stream()
                .flatMap(part ->
                        Parts.variables(part, Map.of()).kinds().entrySet().stream()
                                .flatMap(e ->
                                        Parts.bad(e.getValue()).stream()
                                                .map(bad ->
                                                        DynamicTest.dynamicTest(
                                                                "%s with %s=%s"
                                                                        .formatted(
                                                                                part,
                                                                                e.getKey(),
                                                                                bad),
                                                                () ->
                                                                        assertNamesOnly(
                                                                                part,
                                                                                e.getKey(),
                                                                                bad)))));
    }

    private static void assertNamesMissing(String part, String variable) {
        var given = good(part);
        given.remove(variable);
        assertThat(Parts.variables(part, given).complaints())
                .singleElement()
                .asString()
                .startsWith(variable + " is missing");
    }

    private static void assertNamesOnly(String part, String variable, String bad) {
        var given = good(part);
        given.put(variable, bad);
        assertThat(Parts.variables(part, given).complaints())
                .singleElement()
                .asString()
                .matches(text -> text.startsWith(variable + ": ") || bad.isEmpty())
                .startsWith(variable);
    }

    private static Map<String, String> good(String part) {
        var good = new HashMap<String, String>();
        Parts.variables(part, Map.of())
                .kinds()
                .forEach((variable, kind) -> good.put(variable, Parts.good(kind)));
        return good;
    }

    private static Map<String, Row> read(String part) {
        var variables = Parts.variables(part, Map.of());
        var rows = new TreeMap<String, Row>();
        for (var use : variables.uses()) {
            var kind = variables.kinds().get(use.variable());
            assertThat(kind).as("the kind of " + use.variable()).isNotNull();
            var row =
                    new Row(
                            kind.looks(),
                            otherwise(use, variables.neededWith().get(use.variable())));
            var before = rows.put(use.variable(), row);
            assertThat(before).as("another default of " + use.variable()).isIn(null, row);
        }
        return rows;
    }

    private static String otherwise(Variables.Use use, @Nullable String condition) {
        return use.otherwise() == null
                ? MUST_BE_GIVEN
                : condition == null ? use.otherwise() : MUST_BE_GIVEN + " with " + condition;
    }

    private static Map<String, Row> documented(String part) throws IOException {
        return ROW.matcher(Files.readString(Path.of("../docs/configuration.md")))
                .results()
                .filter(row -> readers(row.group(2)).contains(part))
                .collect(
                        Collectors.toMap(
                                row -> row.group(1),
                                row -> new Row(row.group(3), row.group(4).replace("`", "")),
                                (a, b) -> {
                                    throw new AssertionError("Two rows for one variable: " + a);
                                },
                                TreeMap::new));
    }

    private static Set<String> readers(String cell) {
        return Stream.of(cell.split(", "))
                .map(one -> one.equals("services") ? Parts.SERVICES : List.of(one))
                .flatMap(List::stream)
                .peek(one -> assertThat(Parts.ALL).contains(one))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
