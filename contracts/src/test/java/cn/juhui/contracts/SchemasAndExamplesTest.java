package cn.juhui.contracts;

import static cn.juhui.contracts.ContractFiles.EXAMPLES;
import static cn.juhui.contracts.ContractFiles.SCHEMAS;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.wire.EventTypes;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class SchemasAndExamplesTest {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    static Iterable<String> types() {
        return EventTypes.all().keySet();
    }

    @Test
    void every_event_has_a_schema_and_an_example_and_nothing_else_does() {
        var types = new TreeSet<>(EventTypes.all().keySet());
        assertThat(ContractFiles.typesIn(SCHEMAS)).as("run WriteSchemas").isEqualTo(types);
        assertThat(ContractFiles.typesIn(EXAMPLES)).isEqualTo(types);
    }

    @ParameterizedTest
    @MethodSource("types")
    void the_schema_says_what_the_record_says(String type) {
        var committed = ContractFiles.json(SCHEMAS.resolve(type + ".json"));
        assertThat(committed.path("description").asString("")).as("description").isNotBlank();
        assertThat(withoutDescriptions(committed))
                .as("schema of %s; after changing a record run WriteSchemas", type)
                .isEqualTo(DerivedSchema.of(EventTypes.all().get(type)));
    }

    /// Or a document that has all of them inside could not name them.
    @Test
    void what_schemas_have_in_common_is_the_same_in_all() {
        var meanings = new HashMap<String, JsonNode>();
        for (var type : types()) {
            ContractFiles.json(SCHEMAS.resolve(type + ".json"))
                    .path("$defs")
                    .properties()
                    .forEach(definition -> {
                        var name = definition.getKey();
                        var meaning = definition.getValue();
                        assertThat(meanings.getOrDefault(name, meaning))
                                .as("%s in %s", name, type)
                                .isEqualTo(meaning);
                        meanings.put(name, meaning);
                    });
        }
        assertThat(meanings).containsKey("Money");
    }

    @ParameterizedTest
    @MethodSource("types")
    void the_example_is_valid(String type) {
        assertThat(faults(type, ContractFiles.text(EXAMPLES.resolve(type + ".json")))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void the_schema_refuses_an_example_without_a_required_member(String type) {
        var example = ContractFiles.json(EXAMPLES.resolve(type + ".json"));
        example.remove("merchantId");
        assertThat(faults(type, example.toString())).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void the_example_becomes_the_record_and_the_same_json_again(String type) {
        var example = ContractFiles.json(EXAMPLES.resolve(type + ".json"));
        var event = ContractFiles.JSON.treeToValue(example, EventTypes.all().get(type));
        assertThat(event.type()).isEqualTo(type);
        assertThat(ContractFiles.parse(ContractFiles.JSON.writeValueAsString(event)))
                .isEqualTo(example);
    }

    @Test
    void every_optional_member_is_shown_by_an_example_or_left_out_on_purpose() {
        var hidden = new ArrayList<String>();
        EventTypes.all()
                .forEach((type, event) -> {
                    var example = ContractFiles.json(EXAMPLES.resolve(type + ".json"));
                    for (var component : event.getRecordComponents()) {
                        if (!component.getName().equals("ids")
                                && !example.has(component.getName())) {
                            hidden.add(type + "." + component.getName());
                        }
                    }
                });
        assertThat(hidden).as("members that no example shows").isEmpty();
    }

    private static java.util.List<String> faults(String type, String json) {
        return SCHEMA_OF
                .computeIfAbsent(
                        type,
                        t ->
                                REGISTRY.getSchema(
                                        ContractFiles.text(SCHEMAS.resolve(t + ".json")),
                                        InputFormat.JSON))
                .validate(
                        json,
                        InputFormat.JSON,
                        context -> context.executionConfig(c -> c.formatAssertionsEnabled(true)))
                .stream()
                .map(Object::toString)
                .toList();
    }

    private static final HashMap<String, Schema> SCHEMA_OF = new HashMap<>();

    private static JsonNode withoutDescriptions(JsonNode node) {
        var copy = node.deepCopy();
        strip(copy);
        return copy;
    }

    /// Removes the keyword, not a member that happens to be called `description`: that one is an object.
    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("description").isString()) {
            object.remove("description");
        }
        node.forEach(SchemasAndExamplesTest::strip);
    }
}
