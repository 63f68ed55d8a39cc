package cn.juhui.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.wire.EventTypes;
import cn.juhui.contracts.wire.Topics;
import cn.juhui.gateway.docs.EventDocument;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The events' document in one file: whole without anything beside it.
class EventDocumentTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final JsonNode document = JSON.valueToTree(EventDocument.load().inOneFile());

    @Test
    void every_reference_leads_to_something_inside() {
        var references = new ArrayList<String>();
        collect(document, references);
        assertThat(references)
                .hasSizeGreaterThan(200)
                .allSatisfy(reference -> {
                    assertThat(reference).startsWith("#/");
                    assertThat(document.at(reference.substring(1)).isMissingNode())
                            .as(reference)
                            .isFalse();
                });
    }

    @Test
    void nothing_names_a_base_that_references_would_start_from() {
        assertThat(document.findValues("$id")).isEmpty();
        assertThat(document.findValues("$defs")).isEmpty();
        assertThat(document.findValues("schemaFormat")).isEmpty();
    }

    @Test
    void every_schema_has_the_name_that_generated_code_gives_it() {
        assertThat(document.at("/components/schemas/Money/title").asString()).isEqualTo("Money");
        assertThat(document.at("/components/schemas/refund.completed/title").asString())
                .isEqualTo("RefundCompleted");
    }

    @Test
    void it_has_every_topic_and_every_type_with_a_schema_and_an_example_that_fit() {
        assertThat(document.path("channels").valueStream().map(c -> c.path("address").asString()))
                .containsExactlyInAnyOrderElementsOf(Topics.ALL);
        var messages = document.path("components").path("messages");
        assertThat(new TreeSet<>(messages.propertyNames()))
                .isEqualTo(new TreeSet<>(EventTypes.all().keySet()));
        for (var type : EventTypes.all().keySet()) {
            var message = messages.path(type);
            assertThat(message.path("payload").path("$ref").asString())
                    .isEqualTo("#/components/schemas/" + type);
            assertThat(message.has("x-example")).isFalse();
            var example = message.path("examples").path(0).path("payload");
            assertThat(faults(type, example)).as(type).isEmpty();
        }
    }

    @Test
    void a_wrong_example_would_not_fit() {
        var example =
                document.at("/components/messages/refund.completed/examples/0/payload").deepCopy();
        ((ObjectNode) example.path("amount")).put("value", "9900");
        assertThat(faults("refund.completed", example)).hasSize(1);
    }

    /// The schema as a tool finds it that knows this one file only.
    private List<String> faults(String type, JsonNode example) {
        ObjectNode schema = JSON.createObjectNode();
        schema.put("$schema", SpecificationVersion.DRAFT_7.getDialectId());
        schema.put("$ref", "#/components/schemas/" + type);
        schema.set("components", document.path("components"));
        var text = JSON.writeValueAsString(schema);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(text, InputFormat.JSON)
                .validate(JSON.writeValueAsString(example), InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }

    private static void collect(JsonNode node, List<String> references) {
        if (node.isObject() && node.path("$ref").isString()) {
            references.add(node.path("$ref").asString());
        }
        node.forEach(child -> collect(child, references));
    }
}
