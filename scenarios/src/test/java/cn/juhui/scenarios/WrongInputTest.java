package cn.juhui.scenarios;

import static cn.juhui.scenarios.Cases.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.platform.testkit.ApiTree;
import cn.juhui.scenarios.ApiExamples.Call;
import cn.juhui.scenarios.ApiExamples.Example;
import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.client.Wish;
import cn.juhui.scenarios.support.RunningPlatform;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// 填错了: whoever sends something else than the API document says of a member or a parameter learns which one is wrong and what was expected, in words of
/// their language, and the same when they send it again.
class WrongInputTest {

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    /// Nothing to go by, unless the choices stand beside it.
    private static final Set<String> VAGUE =
            Set.of(
                    "格式不对",
                    "类型不对",
                    "超出允许范围",
                    "不在可选的范围内",
                    "is ill-formed",
                    "has the wrong type",
                    "is out of range",
                    "is none of the choices");

    private final Juhui juhui = RunningPlatform.shared().juhui();
    private final List<String> faults = new ArrayList<>();
    private final Set<String> translated = new HashSet<>();
    private ApiExamples examples;
    private int asked;

    @BeforeEach
    void there_is_something_to_be_wrong_about() {
        var alice = fresh("cus");
        var shop = fresh("mer");
        var refunded = juhui.storefront().placesOrder(Wish.of(alice, shop).notExpress());
        var order = juhui.storefront().placesOrder(Wish.of(alice, shop).notExpress());
        var refundId = juhui.customer(alice).appliesAndWaits(refunded.text("id")).text("id");
        examples = new ApiExamples(juhui, alice, shop, order, refundId);
    }

    @Test
    void a_member_is_named_with_what_it_should_be() {
        var wrong = new WrongInput(examples.api());
        examples.bodies().stream()
                .filter(example -> example.schema() != null)
                .collect(Collectors.groupingBy(Example::call))
                .forEach((call, some) -> {
                    var right =
                            some.stream().map(e -> JsonMapper.shared().readTree(e.body())).toList();
                    wrong.bodies(String.valueOf(some.getFirst().schema()), right)
                            .forEach(one -> check(call, "", one));
                });
        assertThat(asked).isGreaterThan(1_000);
        assertThat(faults).as(faults.size() + " of " + asked).isEmpty();
    }

    @Test
    void a_parameter_is_named_with_what_it_should_be() {
        var wrong = new WrongInput(examples.api());
        for (var call : examples.calls()) {
            if (call.at().endsWith("~1download/get")) {
                // Who has no right link learns nothing else.
                continue;
            }
            var parameters = queryOf(call);
            for (var parameter : parameters) {
                var name = parameter.path("name").asString();
                var rest = others(parameters, name);
                var schema = parameter.path("schema");
                wrong.texts(schema)
                        .forEach((text, told) -> {
                            var query = rest + name + "=" + encoded(text);
                            check(call, query, new WrongInput.Wrong(name, "text", schema, told));
                        });
                if (parameter.path("required").asBoolean(false)) {
                    check(call, rest, new WrongInput.Wrong(name, "missing", schema, List.of()));
                }
            }
        }
        assertThat(asked).isGreaterThan(100);
        assertThat(faults).as(faults.size() + " of " + asked).isEmpty();
    }

    private void check(Call call, String query, WrongInput.Wrong wrong) {
        asked++;
        String fault;
        try {
            fault = fault(call, query, wrong);
        } catch (AssertionError e) {
            fault = String.valueOf(e.getMessage());
        }
        if (!fault.isEmpty()) {
            var body = wrong.body().toString();
            faults.add(
                    "\n%s %s%s %s (%s) %s %s%n"
                            .formatted(
                                    call.method(),
                                    call.path(),
                                    query,
                                    wrong.pointer(),
                                    wrong.what(),
                                    fault,
                                    body.substring(0, Math.min(body.length(), 300))));
        }
    }

    private String fault(Call call, String query, WrongInput.Wrong wrong) {
        var body = query.isEmpty() ? wrong.body().toString() : "{}";
        var answer = examples.send(call, query, "application/json", body, "zh");
        if (answer.status() < 400) {
            return "is accepted";
        }
        if (!answer.text("code").equals("INVALID_INPUT")) {
            return wrong.isAnId() ? "" : answer.body();
        }
        var errors = answer.json().path("errors");
        var error = errors.path(0);
        if (errors.size() != 1 || !error.path("pointer").asString().equals(wrong.pointer())) {
            return "names another place: " + errors;
        }
        var fault = fault(error, wrong);
        if (!fault.isEmpty() || !translated.add(error.path("detail").asString())) {
            return fault;
        }
        var again = examples.send(call, query, "application/json", body, "en").json();
        var english = again.at("/errors/0");
        if (HAN.matcher(english.path("detail").asString()).find()
                || !english.path("code").equals(error.path("code"))) {
            return "is something else in English: " + english;
        }
        return fault(english, wrong);
    }

    private static String fault(JsonNode error, WrongInput.Wrong wrong) {
        var detail = error.path("detail").asString();
        if (VAGUE.contains(detail) && !error.has("allowed")) {
            return "is vague: " + error;
        }
        // Amounts are written with commas.
        return wrong.told().stream().allMatch(detail.replace(",", "")::contains)
                ? ""
                : "lacks one of " + wrong.told() + ": " + error;
    }

    private List<JsonNode> queryOf(Call call) {
        return examples.api()
                .at(call.at() + "/parameters")
                .valueStream()
                .map(parameter -> resolved(examples.api(), parameter))
                .filter(parameter -> parameter.path("in").asString().equals("query"))
                .toList();
    }

    /// The query's beginning, with the other parameters that must be there.
    private static String others(List<JsonNode> parameters, String name) {
        return parameters.stream()
                .filter(other -> other.path("required").asBoolean(false))
                .filter(other -> !other.path("name").asString().equals(name))
                .map(other ->
                        other.path("name").asString()
                                + "="
                                + encoded(other.at("/schema/enum/0").asString("1"))
                                + "&")
                .collect(Collectors.joining("", "?", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static JsonNode resolved(ApiTree api, JsonNode node) {
        var reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : resolved(api, api.at(reference.substring(1)));
    }

    @Test
    void all_that_is_missing_is_told_in_the_order_of_the_document_each_time() {
        var api = examples.api();
        for (var example : examples.bodies()) {
            if (example.schema() == null) {
                continue;
            }
            var schema = api.at(example.schema());
            var required = schema.path("required").valueStream().map(JsonNode::asString).toList();
            var expected =
                    schema.path("properties").propertyNames().stream()
                            .filter(required::contains)
                            .map(name -> "/" + name)
                            .toList();
            for (int time = 0; time < 2 && !expected.isEmpty(); time++) {
                var answer = examples.send(example.call(), "", "application/json", "{}", "zh");
                assertThat(answer.json().path("errors").valueStream())
                        .as("%s %s", example.call(), answer.body())
                        .extracting(error -> error.path("pointer").asString())
                        .containsExactlyElementsOf(expected);
            }
        }
    }
}
