package cn.juhui.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.Role;
import cn.juhui.gateway.ShellCalls.Call;
import cn.juhui.gateway.docs.ApiDocument;
import cn.juhui.gateway.docs.ApiDocument.Operation;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The guides agree with each other and with the API's document. That they work is shown in `scenarios`.
class GuidesTest {

    private static final List<String> LANGUAGES = List.of("zh-CN", "en");

    /// What stands in sentences: `` `POST /v1/refunds/{id}/urge` ``.
    private static final Pattern NAMED_CALL =
            Pattern.compile("`(GET|POST|PUT|DELETE) (/v1/[^`]*)`");

    private static final Pattern LINK = Pattern.compile("]\\(([^)]*)\\)");
    private static final Pattern CODE = Pattern.compile("`([A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+)`");

    private final ApiDocument document = ApiDocument.load();

    static Stream<String> guides() {
        return GuideFiles.NAMES.stream();
    }

    private static List<GuideFiles> both(String name) {
        return LANGUAGES.stream().map(language -> GuideFiles.of(language, name)).toList();
    }

    @Test
    void every_guide_is_there_in_both_languages_and_nothing_else_is() throws Exception {
        for (var language : LANGUAGES) {
            try (var files = Files.list(GuideFiles.FOLDER.resolve(language))) {
                assertThat(files.map(file -> Objects.toString(file.getFileName())))
                        .containsExactlyInAnyOrderElementsOf(
                                GuideFiles.NAMES.stream().map(name -> name + ".md").toList());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("guides")
    void twins_have_the_same_code(String name) {
        var twins = both(name);
        assertThat(twins.getFirst().blocks().stream().map(GuidesTest::withoutLanguage).toList())
                .isEqualTo(
                        twins.getLast().blocks().stream()
                                .map(GuidesTest::withoutLanguage)
                                .toList());
        assertThat(twins.getFirst().headings()).hasSameSizeAs(twins.getLast().headings());
    }

    @ParameterizedTest
    @MethodSource("guides")
    void twins_name_the_same_codes_and_calls(String name) {
        var twins = both(name);
        for (var what : List.of(CODE, NAMED_CALL)) {
            assertThat(new TreeSet<>(twins.getFirst().found(what)))
                    .isEqualTo(new TreeSet<>(twins.getLast().found(what)));
        }
    }

    @Test
    void they_name_every_reason_and_every_role_that_a_token_can_have() {
        for (var language : LANGUAGES) {
            assertThat(GuideFiles.of(language, "apply").prose())
                    .contains(marked(RefundReason.values()));
            assertThat(GuideFiles.of(language, "start").prose())
                    .contains(
                            marked(
                                    EnumSet.complementOf(EnumSet.of(Role.SYSTEM))
                                            .toArray(Role[]::new)));
        }
    }

    private static List<String> marked(Enum<?>... words) {
        return Stream.of(words).map(word -> "`" + word + "`").toList();
    }

    /// What is sent but for its language and its texts; of what comes back the members and codes.
    private static String withoutLanguage(GuideFiles.Block block) {
        return switch (block.language()) {
            case "sh" ->
                    block.text()
                            .replaceAll("language=\\w+", "language=")
                            .replaceAll("\"(description|text|note)\": \"[^$\"]*\"", "\"$1\": \"\"")
                            .replaceAll("apply \"[^\"]*\"", "apply \"\"");
            case "json", "text" ->
                    block.text()
                            .replaceAll("(: ?)\"[^\"]*[^A-Z_\\d\"][^\"]*\"", "$1\"\"")
                            .replaceAll("[a-z]{3}_[0-9a-f]{32}", "…")
                            .replaceAll("(?m)^(\\d+ [a-z_.]+) .*$", "$1")
                            .replaceAll("(\\[\"[A-Z]+\",)\"[^\"]*\"", "$1");
            default -> block.text();
        };
    }

    @ParameterizedTest
    @MethodSource("guides")
    void every_call_is_one_of_the_document(String name) {
        for (var guide : both(name)) {
            var calls =
                    guide.blocks().stream()
                            .filter(block -> block.language().equals("sh"))
                            .flatMap(block -> ShellCalls.in(block.text()).stream())
                            .filter(call -> call.path().startsWith("/v1/"))
                            .toList();
            assertThat(calls)
                    .allSatisfy(call -> {
                        var operation = operation(call.method(), call.path());
                        assertThat(parameters(operation))
                                .as(call.toString())
                                .containsAll(known(call.query()));
                    });
            var named = NAMED_CALL.matcher(guide.prose());
            while (named.find()) {
                assertThat(operation(named.group(1), named.group(2)).path())
                        .isEqualTo(named.group(2));
            }
        }
    }

    /// All but the one that is shown to be refused.
    private static List<String> known(List<String> query) {
        return query.stream().filter(name -> !name.equals("colour")).toList();
    }

    @Test
    void calls_are_read_as_the_shell_would() {
        assertThat(
                        ShellCalls.in(
                                """
                                a=$(as "$x" "$api/v1/refunds/$id/urge?a=1&b=$c" -X POST | jq -r .id); as "$x" "$api/v1/refunds?limit=2$more"
                                as "$x" "$api/v1/orders" -d '{
                                  "orderNo": "'"$no"'"}'
                                """))
                .containsExactly(
                        new Call("POST", "/v1/refunds/{}/urge", List.of("a", "b")),
                        new Call("GET", "/v1/refunds", List.of("limit")),
                        new Call("POST", "/v1/orders", List.of()));
    }

    @ParameterizedTest
    @MethodSource("guides")
    void links_lead_to_guides(String name) {
        for (var guide : both(name)) {
            var link = LINK.matcher(guide.prose());
            while (link.find()) {
                assertThat(GuideFiles.NAMES).contains(link.group(1).replaceFirst("\\.md$", ""));
            }
        }
    }

    /// The operation that the gateway would lead this path to: names go before variables.
    private Operation operation(String method, String path) {
        var matching =
                document.operations().stream()
                        .filter(o -> o.method().equals(method) && matches(o.path(), path))
                        .toList();
        assertThat(matching).as("%s %s", method, path).isNotEmpty();
        return matching.stream()
                .filter(o -> o.path().equals(path))
                .findFirst()
                .orElse(matching.getFirst());
    }

    private static boolean matches(String template, String path) {
        var pattern = template.replaceAll("\\{[^}]*}", "(?:[A-Z_]+|\\\\{[a-zA-Z]*\\\\})");
        return path.matches(pattern);
    }

    private Set<String> parameters(Operation operation) {
        var names = new HashSet<String>();
        if (operation.description().get("parameters") instanceof List<?> parameters) {
            for (var parameter : parameters) {
                var resolved = resolved((Map<?, ?>) parameter);
                if ("query".equals(resolved.get("in"))) {
                    names.add(Objects.toString(resolved.get("name")));
                }
            }
        }
        return names;
    }

    private Map<?, ?> resolved(Map<?, ?> parameter) {
        if (!(parameter.get("$ref") instanceof String reference)) {
            return parameter;
        }
        Map<?, ?> node = document.tree();
        for (var step : reference.substring("#/".length()).split("/")) {
            node = (Map<?, ?>) Objects.requireNonNull(node.get(step), reference);
        }
        return node;
    }
}
