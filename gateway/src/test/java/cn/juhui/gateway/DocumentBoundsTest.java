package cn.juhui.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.platform.kernel.Writing;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Who reads the API document learns how much may come: of every list how many, of every amount between what.
class DocumentBoundsTest extends GatewayTest {

    private static final Pattern AMOUNT =
            Pattern.compile("(?i).*/properties/\\w*(amount|price|value|ratio)(/oneOf/\\d+)?");

    /// A day or a time, a duration, a proof: more than a pattern can say.
    private static final Set<String> FREE = Set.of("from", "to", "within", "signature");

    private record Schema(String at, JsonNode node) {

        private boolean is(String type) {
            var own = node.path("type");
            return own.isArray()
                    ? own.valueStream().anyMatch(t -> t.asString("").equals(type))
                    : own.asString("").equals(type);
        }

        private boolean isAmount() {
            return (is("integer") || is("number"))
                    && (AMOUNT.matcher(at).matches()
                            || node.path("description").asString("").contains("minor units"));
        }
    }

    @Test
    void every_list_says_how_many_it_holds_at_most() {
        var lists = schemas().stream().filter(s -> s.is("array")).toList();

        assertThat(lists).hasSizeGreaterThan(60);
        assertThat(lists)
                .filteredOn(list -> list.node().path("maxItems").asInt(0) < 1)
                .extracting(Schema::at)
                .isEmpty();
    }

    @Test
    void every_amount_says_its_bounds() {
        var amounts = schemas().stream().filter(Schema::isAmount).toList();

        assertThat(amounts)
                .extracting(Schema::at)
                .contains(
                        "/components/schemas/Money/properties/value",
                        "/components/schemas/Ruling/properties/ratio",
                        "/components/schemas/Usage/properties/remainingValue/oneOf/0");
        assertThat(amounts)
                .filteredOn(amount ->
                        !amount.node().has("maximum")
                                || !amount.node().has("minimum")
                                        && !amount.node().has("exclusiveMinimum"))
                .extracting(Schema::at)
                .isEmpty();
    }

    /// Else a list of those that the store finds nothing for would be an answer to anything.
    @Test
    void every_text_in_an_address_says_its_form() {
        var document = json(send(anonymous("/openapi.json")));
        var texts =
                schemas().stream()
                        .filter(s -> s.node().path("in").asString("").matches("query|path"))
                        .filter(s -> !FREE.contains(s.node().path("name").asString()))
                        .filter(s -> type(document, s).path("type").asString("").equals("string"))
                        .toList();

        assertThat(texts).hasSizeGreaterThan(60);
        assertThat(texts)
                .filteredOn(s -> {
                    var type = type(document, s);
                    return !type.has("pattern") && !type.has("format") && !type.has("enum");
                })
                .extracting(s -> s.at() + " " + s.node().path("name").asString())
                .isEmpty();
    }

    private static JsonNode type(JsonNode document, Schema parameter) {
        var type = parameter.node().path("schema");
        var elsewhere = type.path("$ref").asString("");
        return elsewhere.isEmpty() ? type : document.at(elsewhere.substring(1));
    }

    /// What nobody sees is refused as empty, and nothing else is. Beyond the first 65,536 characters a pattern would have to have ranges that
    /// readers without code points call out of order.
    @ParameterizedTest
    @ValueSource(strings = {"Sought", "Text"})
    void a_text_that_has_something_to_see_says_what_is_seen(String name) {
        var document = json(send(anonymous("/openapi.json")));
        var pattern =
                Pattern.compile(document.at("/components/schemas/" + name + "/pattern").asString());

        var wrong =
                IntStream.rangeClosed(0, Character.MAX_VALUE)
                        .filter(c -> !Character.isSurrogate((char) c))
                        .filter(c ->
                                pattern.matcher(Character.toString(c)).find() != Writing.isSeen(c))
                        .mapToObj(Integer::toHexString);

        assertThat(wrong).isEmpty();
    }

    private List<Schema> schemas() {
        var found = new ArrayList<Schema>();
        collect("", json(send(anonymous("/openapi.json"))), found);
        return found;
    }

    private static void collect(String at, JsonNode node, List<Schema> found) {
        if (node.isObject()) {
            found.add(new Schema(at, node));
            node.properties()
                    .forEach(one -> collect(at + "/" + one.getKey(), one.getValue(), found));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(at + "/" + i, node.get(i), found);
            }
        }
    }
}
