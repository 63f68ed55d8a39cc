package cn.juhui.contracts;

import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.wire.EventTypes;
import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a record's components say its JSON Schema must be: names, types, and required unless `@Nullable`.
///
/// Unknown members stay allowed, because consumers ignore them. An optional member may be absent or null.
final class DerivedSchema {

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    /// The keyword for values that may become more: it informs, and refuses nothing.
    static final String OPEN_ENUM = "x-extensible-enum";

    private final ObjectNode definitions = ContractFiles.JSON.createObjectNode();

    private DerivedSchema() {}

    static ObjectNode of(Class<? extends Event> event) {
        var derived = new DerivedSchema();
        var schema = ContractFiles.JSON.createObjectNode();
        schema.put("$schema", DIALECT);
        schema.put("$id", EventTypes.schemaOf(EventTypes.nameOf(event)));
        schema.put("title", event.getSimpleName());
        schema.setAll(derived.object(event));
        if (!derived.definitions.isEmpty()) {
            schema.set("$defs", derived.definitions);
        }
        return schema;
    }

    private ObjectNode object(Class<?> type) {
        var schema = ContractFiles.JSON.createObjectNode();
        schema.put("type", "object");
        var required = schema.putArray("required");
        var properties = schema.putObject("properties");
        addMembers(type, required, properties);
        return schema;
    }

    private void addMembers(Class<?> type, ArrayNode required, ObjectNode properties) {
        for (var component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                addMembers(component.getType(), required, properties);
                continue;
            }
            var value = value(component.getGenericType());
            if (isOptional(component)) {
                properties.set(component.getName(), orNull(value));
            } else {
                required.add(component.getName());
                properties.set(component.getName(), value);
            }
        }
    }

    static boolean isOptional(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private ObjectNode value(Type type) {
        return switch (type) {
            case ParameterizedType list when list.getRawType() == List.class -> {
                var schema = simple("array");
                schema.set("items", value(list.getActualTypeArguments()[0]));
                yield schema;
            }
            case Class<?> c when c == String.class -> simple("string");
            case Class<?> c when c == boolean.class || c == Boolean.class -> simple("boolean");
            case Class<?> c when c == int.class || c == Integer.class || c == long.class ->
                    simple("integer");
            case Class<?> c when c == Instant.class -> simple("string").put("format", "date-time");
            case Class<?> c when c == Duration.class -> simple("string").put("format", "duration");
            case Class<?> c when isText(c) -> simple("string");
            case Class<?> c when c.isEnum() && isOpen(c) -> openEnum(c);
            case Class<?> c when c.isEnum() || c.isRecord() -> reference(c);
            default -> throw new IllegalArgumentException("No JSON form is agreed for " + type);
        };
    }

    /// An id, which is a text on the wire.
    private static boolean isText(Class<?> type) {
        return type.isRecord()
                && type.getRecordComponents().length == 1
                && type.getRecordComponents()[0].getAccessor().isAnnotationPresent(JsonValue.class);
    }

    /// Whether readers take values that they don't know.
    private static boolean isOpen(Class<?> type) {
        return Arrays.stream(type.getFields())
                .anyMatch(f -> f.isAnnotationPresent(JsonEnumDefaultValue.class));
    }

    /// Any text is valid; the values known today stand beside.
    private static ObjectNode openEnum(Class<?> type) {
        var schema = simple("string");
        var names = schema.putArray(OPEN_ENUM);
        Arrays.stream(type.getFields())
                .filter(Field::isEnumConstant)
                .filter(f -> !f.isAnnotationPresent(JsonEnumDefaultValue.class))
                .forEach(f -> names.add(f.getName()));
        return schema;
    }

    private ObjectNode reference(Class<?> type) {
        var name = type.getSimpleName();
        if (!definitions.has(name)) {
            definitions.set(name, simple("null")); // keeps its place, and ends recursion
            definitions.set(name, definition(type));
        }
        return ContractFiles.JSON.createObjectNode().put("$ref", "#/$defs/" + name);
    }

    private ObjectNode definition(Class<?> type) {
        if (type == Money.class) {
            return money();
        }
        if (!type.isEnum()) {
            return object(type);
        }
        var schema = simple("string");
        var names = schema.putArray("enum");
        Arrays.stream(type.getEnumConstants()).forEach(constant -> names.add(constant.toString()));
        return schema;
    }

    private ObjectNode money() {
        var schema = object(Money.class);
        var properties = (ObjectNode) schema.get("properties");
        ((ObjectNode) properties.get("value")).put("minimum", 0).put("maximum", Money.MAX_VALUE);
        ((ObjectNode) properties.get("currency")).put("pattern", "^[A-Z]{3}$");
        return schema;
    }

    private static ObjectNode orNull(ObjectNode value) {
        if (value.has("$ref")) {
            var either = ContractFiles.JSON.createObjectNode();
            either.putArray("anyOf").add(value).add(simple("null"));
            return either;
        }
        var type = value.get("type");
        value.putArray("type").add(type).add("null");
        return value;
    }

    private static ObjectNode simple(String type) {
        return ContractFiles.JSON.createObjectNode().put("type", type);
    }
}
