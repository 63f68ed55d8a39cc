package cn.juhui.scenarios;

import cn.juhui.platform.testkit.ApiTree;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Draws from the schemas of the API document what can't be right: for each member, one value of each wrong kind.
final class WrongInput {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int LONG = 5_000;
    private static final int FEW = 3;

    /// Opaque to everybody but us.
    private static final Pattern AN_ID = Pattern.compile("\\^[a-z]{3}_\\[0-9a-f]\\{32}\\$");

    /// One wrong thing in a body that is right otherwise.
    ///
    /// @param pointer which member, as RFC 6901 has it
    /// @param what is wrong with it, for the reader of a failed test
    /// @param told what the error's text must have in it, such as the end of a range
    record Wrong(String pointer, String what, JsonNode body, List<String> told) {

        /// One that is none is of nothing there is: not found, as any other.
        boolean isAnId() {
            return what.equals("no id");
        }
    }

    /// A wrong value, before it is put in its place.
    private record Value(String what, JsonNode value, List<String> told) {

        static Value of(String what, JsonNode value, String... told) {
            return new Value(what, value, List.of(told));
        }
    }

    private final ApiTree api;

    WrongInput(ApiTree api) {
        this.api = api;
    }

    /// @param schema where it stands in the document
    /// @param right bodies that are right; each member that has others below it stands in one of them
    List<Wrong> bodies(String schema, List<JsonNode> right) {
        var all = new LinkedHashMap<String, Wrong>();
        for (var withAbsent : List.of(false, true)) {
            for (var body : right) {
                add("", api.at(schema), body, UnaryOperator.identity(), withAbsent, all);
            }
        }
        return List.copyOf(all.values());
    }

    /// Of a query's parameter: each text, and what must be told of it.
    Map<String, List<String>> texts(JsonNode parameter) {
        var texts = new LinkedHashMap<String, List<String>>();
        var schema = merged(parameter);
        var one = isA("array", schema) ? merged(schema.path("items")) : schema;
        values(one).stream()
                .filter(value -> value.value().isValueNode())
                .filter(value -> !isA("string", one) || value.value().isString())
                // A search leaves out what nobody sees.
                .filter(value -> !value.what().startsWith("control"))
                .filter(value -> !value.what().contains("quotes"))
                .forEach(value -> texts.put(value.value().asString(), value.told()));
        return texts;
    }

    private void add(
            String at,
            JsonNode unmerged,
            JsonNode right,
            UnaryOperator<JsonNode> whole,
            boolean withAbsent,
            Map<String, Wrong> all) {
        var choices = merged(unmerged).path("oneOf");
        var schema = merged(unmerged);
        for (var choice : choices) {
            if (isA("object", merged(choice)) == right.isObject()) {
                schema = merged(choice);
            }
        }
        put(at, values(schema), choices, whole, all);
        if (right instanceof ObjectNode object) {
            addMembers(at, schema, object, whole, withAbsent, all);
        }
        if (right instanceof ArrayNode array) {
            addItems(at, schema, array, whole, withAbsent, all);
        }
    }

    private void put(
            String at,
            List<Value> values,
            JsonNode choices,
            UnaryOperator<JsonNode> whole,
            Map<String, Wrong> all) {
        for (var value : values) {
            if (!value.what().startsWith("type")
                    || choices.valueStream()
                            .noneMatch(choice -> fits(value.value(), merged(choice)))) {
                var wrong = new Wrong(at, value.what(), whole.apply(value.value()), value.told());
                all.putIfAbsent(at + " " + value.what() + value.value(), wrong);
            }
        }
    }

    /// By its type.
    private static boolean fits(JsonNode value, JsonNode schema) {
        return value.isObject() && isA("object", schema)
                || value.isNumber() && isA("integer", schema);
    }

    private static boolean isA(String type, JsonNode schema) {
        return schema.path("type").asString("").equals(type);
    }

    private void addMembers(
            String at,
            JsonNode schema,
            ObjectNode right,
            UnaryOperator<JsonNode> whole,
            boolean withAbsent,
            Map<String, Wrong> all) {
        var none = JSON.arrayNode();
        for (var member : schema.path("properties").properties()) {
            var name = member.getKey();
            UnaryOperator<JsonNode> place = value -> whole.apply(with(right, name, value));
            if (right.has(name)) {
                add(at + "/" + name, member.getValue(), right.get(name), place, withAbsent, all);
            } else if (withAbsent) {
                put(at + "/" + name, values(merged(member.getValue())), none, place, all);
            }
        }
        for (var required : schema.path("required")) {
            var name = required.asString();
            var without = right.deepCopy();
            without.remove(name);
            put(at + "/" + name, List.of(Value.of("missing", without)), none, whole, all);
            put(
                    at + "/" + name,
                    List.of(Value.of("null", with(right, name, JSON.nullNode()))),
                    none,
                    whole,
                    all);
        }
        if (!schema.path("additionalProperties").asBoolean(true)) {
            var more = with(right, "nobodyKnows", JSON.numberNode(1));
            put(at + "/nobodyKnows", List.of(Value.of("unknown", more)), none, whole, all);
        }
    }

    private void addItems(
            String at,
            JsonNode schema,
            ArrayNode right,
            UnaryOperator<JsonNode> whole,
            boolean withAbsent,
            Map<String, Wrong> all) {
        var none = JSON.arrayNode();
        if (!right.isEmpty()) {
            UnaryOperator<JsonNode> place =
                    value -> {
                        var items = right.deepCopy();
                        items.set(0, value);
                        return whole.apply(items);
                    };
            add(at + "/0", schema.path("items"), right.get(0), place, withAbsent, all);
            var many = JSON.arrayNode();
            var most = schema.path("maxItems").asInt();
            IntStream.rangeClosed(0, most).forEach(_ -> many.add(right.get(0)));
            var tooMany = Value.of("too many", many, String.valueOf(most));
            put(at, List.of(tooMany), none, whole, all);
        }
        if (schema.path("minItems").asInt(0) > 0) {
            put(at, List.of(Value.of("none", JSON.arrayNode())), none, whole, all);
        }
    }

    private static JsonNode with(ObjectNode object, String name, JsonNode value) {
        return object.deepCopy().set(name, value);
    }

    private List<Value> values(JsonNode schema) {
        return switch (schema.path("type").asString()) {
            case "string" -> strings(schema);
            case "integer", "number" -> numbers(schema);
            case "boolean" ->
                    List.of(
                            Value.of("type: text", JSON.stringNode("yes")),
                            Value.of("type: number", JSON.numberNode(2)),
                            Value.of("type: object", JSON.objectNode()));
            case "array" ->
                    List.of(
                            Value.of("type: text", JSON.stringNode("x")),
                            Value.of("type: object", JSON.objectNode()));
            default ->
                    List.of(
                            Value.of("type: text", JSON.stringNode("x")),
                            Value.of("type: number", JSON.numberNode(17)),
                            Value.of("type: array", JSON.arrayNode()));
        };
    }

    private static List<Value> strings(JsonNode schema) {
        var values = new ArrayList<Value>();
        values.add(Value.of("type: number", JSON.numberNode(17)));
        values.add(Value.of("type: object", JSON.objectNode()));
        if (schema.has("enum")) {
            values.add(Value.of("choice", JSON.stringNode("NO_SUCH")));
            return values;
        }
        if (schema.has("maxLength")) {
            values.add(
                    Value.of(
                            "too long",
                            JSON.stringNode("长".repeat(schema.path("maxLength").asInt() + 1)),
                            schema.path("maxLength").asString()));
        }
        switch (schema.path("format").asString("")) {
            case "date-time" -> {
                values.add(Value.of("form", JSON.stringNode("yesterday")));
                values.add(Value.of("form", JSON.stringNode("2026-02-30T00:00:00Z")));
                values.add(Value.of("range", JSON.stringNode("1999-12-31T23:59:59Z"), "2000"));
            }
            case "duration" -> {
                values.add(Value.of("form", JSON.stringNode("soon")));
                values.add(Value.of("range", JSON.stringNode("-PT1H")));
                values.add(Value.of("range", JSON.stringNode("P99999D")));
            }
            default -> {
                values.add(Value.of("control characters", JSON.stringNode("a\u0001b")));
                var pattern = Pattern.compile(schema.path("pattern").asString(""));
                var isId = AN_ID.matcher(pattern.pattern()).matches();
                Stream.of("", "?", " ", "a b", "长", "x".repeat(LONG))
                        .filter(text -> !schema.has("maxLength") || text.length() < LONG)
                        .filter(text -> !pattern.matcher(text).find())
                        .limit(FEW)
                        .forEach(text ->
                                values.add(
                                        Value.of(
                                                isId && !text.isBlank() ? "no id" : "pattern",
                                                JSON.stringNode(text))));
            }
        }
        return values;
    }

    private static List<Value> numbers(JsonNode schema) {
        var values = new ArrayList<Value>();
        values.add(Value.of("type: text", JSON.stringNode("x")));
        values.add(Value.of("type: number in quotes", JSON.stringNode("1")));
        values.add(Value.of("type: object", JSON.objectNode()));
        values.add(Value.of("out of this world", JSON.numberNode(BigInteger.TEN.pow(40))));
        if (schema.path("type").asString().equals("integer")) {
            values.add(Value.of("a half", JSON.numberNode(1.5)));
        }
        if (schema.has("minimum")) {
            values.add(
                    Value.of(
                            "too small",
                            JSON.numberNode(schema.path("minimum").asLong() - 1),
                            schema.path("minimum").asString()));
        }
        if (schema.has("exclusiveMinimum")) {
            values.add(
                    Value.of(
                            "too small",
                            schema.path("exclusiveMinimum"),
                            schema.path("exclusiveMinimum").asString()));
        }
        if (schema.has("maximum")) {
            values.add(
                    Value.of(
                            "too large",
                            JSON.numberNode(schema.path("maximum").asLong() + 1),
                            schema.path("maximum").asString()));
        }
        return values;
    }

    /// Behind references, with all that several parts say; of an enum that may grow, what it may grow to.
    private JsonNode merged(JsonNode schema) {
        var result = JSON.objectNode();
        if (schema.has("$ref")) {
            result.setAll((ObjectNode) merged(api.at(schema.path("$ref").asString().substring(1))));
        }
        for (var part : schema.path("allOf")) {
            result.setAll((ObjectNode) merged(part));
        }
        var alternatives = schema.path("anyOf");
        if (!alternatives.isEmpty()) {
            result.setAll((ObjectNode) merged(alternatives.get(alternatives.size() - 1)));
        }
        schema.properties().forEach(one -> result.set(one.getKey(), one.getValue()));
        return result;
    }
}
