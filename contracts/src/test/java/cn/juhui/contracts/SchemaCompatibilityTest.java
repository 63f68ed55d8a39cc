package cn.juhui.contracts;

import static cn.juhui.contracts.ContractFiles.RELEASED;
import static cn.juhui.contracts.ContractFiles.SCHEMAS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class SchemaCompatibilityTest {

    static Iterable<String> releasedTypes() {
        return ContractFiles.typesIn(RELEASED);
    }

    @ParameterizedTest
    @MethodSource("releasedTypes")
    void only_optional_members_were_added_since_the_release(String type) {
        var current = SCHEMAS.resolve(type + ".json");
        assertThat(
                        Compatibility.breaks(
                                ContractFiles.json(RELEASED.resolve(type + ".json")),
                                Files.exists(current) ? ContractFiles.json(current) : null))
                .as("changes of %s that break who reads it", type)
                .isEmpty();
    }

    @Test
    void there_is_a_release_to_compare_with() {
        assertThat(releasedTypes())
                .contains("refund.requested", "order.placed", "payout.completed");
    }

    @Nested
    class the_check {

        private static final String RELEASED_FORM =
                """
                {"type": "object", "required": ["id", "amount", "cards", "kind"], "properties": {
                  "id": {"type": "string", "description": "old words"},
                  "amount": {"$ref": "#/$defs/Money"},
                  "cards": {"type": "array", "items": {"$ref": "#/$defs/Card"}},
                  "kind": {"type": "string", "enum": ["A", "B"]},
                  "state": {"type": "string", "x-extensible-enum": ["C", "D"]},
                  "note": {"type": ["string", "null"]},
                  "offer": {"anyOf": [{"$ref": "#/$defs/Money"}, {"type": "null"}]}
                 }, "$defs": {
                  "Money": {"type": "object", "required": ["value"], "properties": {"value": {"type": "integer", "maximum": 100}}},
                  "Card": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}
                 }}\
                """;

        private final JsonNode released = ContractFiles.parse(RELEASED_FORM);

        private List<String> breaksAfter(String before, String after) {
            assertThat(RELEASED_FORM).contains(before);
            return Compatibility.breaks(
                    released, ContractFiles.parse(RELEASED_FORM.replace(before, after)));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '~',
                textBlock =
                        """
                        "id": {"type": "string", "description": "old words"}, |  | /id: was removed
                        "note": {"type": ["string", "null"]}, |  | /note: was removed
                        "note": { | "remark": { | /note: was removed
                        "id": {"type": "string" | "id": {"type": "integer" | /id: type
                        ["string", "null"] | "string" | /note: type
                        "enum": ["A", "B"] | "enum": ["A"] | /kind: enum
                        "enum": ["A", "B"] | "enum": ["A", "C"] | /kind: enum
                        "enum": ["A", "B"] | "x-extensible-enum": ["A", "B"] | /kind: enum
                        "id": {"type": "string", | "id": {"type": "string", "enum": ["A"], | /id: enum
                        "x-extensible-enum": ["C", "D"] | "x-extensible-enum": ["C"] | /state: x-extensible-enum
                        {"type": "array", "items": {"$ref": "#/$defs/Card"}} | {"$ref": "#/$defs/Card"} | /cards: type
                        "required": ["id", "amount", "cards", "kind"] | "required": ["id", "amount", "cards", "kind", "note"] | /note: became required
                        "required": ["id", "amount", "cards", "kind"] | "required": ["id", "amount", "cards"] | /kind: became optional
                        "maximum": 100 | "maximum": 10 | /amount/value: maximum
                        "maximum": 100 | "maximum": 10 | /offer/value: maximum
                        "Card": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}} | "Card": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string", "maxLength": 3}}} | /cards/items/id: maxLength
                        "properties": {"id": {"type": "string"}}} | "properties": {"id": {"type": "string"}}, "additionalProperties": false} | /cards/items: additionalProperties
                        """)
        void bites_on_a_breaking_change(String before, String after, String complaint) {
            assertThat(breaksAfter(before, after == null ? "" : after))
                    .anySatisfy(found -> assertThat(found).startsWith(complaint));
        }

        @Test
        void bites_when_a_type_is_gone() {
            assertThat(Compatibility.breaks(released, null)).hasSize(1);
        }

        @Test
        void lets_an_unchanged_schema_pass() {
            assertThat(Compatibility.breaks(released, ContractFiles.parse(RELEASED_FORM)))
                    .isEmpty();
        }

        @Test
        void lets_new_optional_members_pass_at_every_depth() {
            assertThat(breaksAfter("\"note\": {", "\"hint\": {\"type\": \"string\"}, \"note\": {"))
                    .isEmpty();
            assertThat(
                            breaksAfter(
                                    "{\"id\": {\"type\": \"string\"}}",
                                    "{\"id\": {\"type\": \"string\"}, \"sku\": {\"type\": \"string\"}}"))
                    .isEmpty();
        }

        /// Readers learn a value before anybody writes it.
        @Test
        void lets_more_values_pass() {
            assertThat(breaksAfter("[\"A\", \"B\"]", "[\"A\", \"B\", \"C\"]")).isEmpty();
            assertThat(breaksAfter("[\"C\", \"D\"]", "[\"C\", \"D\", \"E\"]")).isEmpty();
            assertThat(
                            breaksAfter(
                                    "\"id\": {\"type\": \"string\",",
                                    "\"id\": {\"type\": \"string\", \"x-extensible-enum\": [\"A\"],"))
                    .isEmpty();
        }

        @Test
        void lets_other_words_pass() {
            assertThat(breaksAfter("old words", "better words")).isEmpty();
        }
    }
}
