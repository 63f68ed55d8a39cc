package cn.juhui.standalone;

import cn.juhui.contracts.id.Id;
import cn.juhui.contracts.money.Money;
import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/// Compares what the API document says of a body with the records that are read from it or written to it: the members, their kinds,
/// the words they can be, of answers which are always there, and of what is sent which can be null, as deep as it goes.
///
/// @param document the whole document
/// @param answers whether the records are written, not read
/// @param wrong what differs
record Shapes(Map<String, Object> document, boolean answers, List<String> wrong) {

    private static final Set<Class<?>> WHOLE =
            Set.of(int.class, long.class, Integer.class, Long.class);
    private static final Set<Class<?>> BROKEN = Set.of(double.class, BigDecimal.class);
    private static final Set<Class<? extends Annotation>> REFUSING_NULL =
            Set.of(NotNull.class, NotBlank.class, NotEmpty.class);
    private static final Map<Class<?>, String> FORMATS =
            Map.of(Instant.class, "date-time", Duration.class, "duration");

    /// Read and written in one form, where what is written has more in it; and events of which not everybody is told all.
    private static final Set<String> MORE_OR_LESS =
            Set.of(
                    "PolicyView",
                    "Promise",
                    "ReplacementAccountNamed",
                    "ReplacementAccountVerified",
                    "RefundCompleted");

    /// Where fewer words come than their kind has.
    private static final Set<String> NARROWER =
            Set.of("/requestedBy", "/review/evidenceRequest/from", "/from");

    /// A schema with all that its parts say.
    private record Said(Map<String, Object> schema, boolean orNull) {

        Map<String, Object> properties() {
            return map(schema.getOrDefault("properties", Map.of()));
        }
    }

    void compare(String at, Type type, Map<String, Object> schema) {
        var said = merged(schema);
        var alternatives = (List<?>) said.schema().getOrDefault("oneOf", List.of());
        if (!said.orNull() && !alternatives.isEmpty()) {
            alternatives.stream()
                    .map(one -> merged(map(one)).schema())
                    .filter(one -> one.containsKey("properties"))
                    .forEach(one -> compare(at, type, one));
            return;
        }
        switch (type) {
            case ParameterizedType list when isList(list.getRawType()) ->
                    compare(
                            at + "/*",
                            list.getActualTypeArguments()[0],
                            map(said.schema().getOrDefault("items", Map.of())));
            case Class<?> id when Id.class.isAssignableFrom(id) -> plain(at, String.class, said);
            case Class<?> record when record.isRecord() -> members(at, record, said);
            case Class<?> words when words.isEnum() -> words(at, words, said);
            case Class<?> plain -> plain(at, plain, said);
            default -> {
                // Maps have members of their own, which only answers tell.
            }
        }
    }

    private static boolean isList(Type type) {
        return type == List.class;
    }

    private void members(String at, Class<?> record, Said said) {
        var components = new LinkedHashMap<String, RecordComponent>();
        membersOf(record, components);
        var properties = said.properties();
        if (!new TreeSet<>(properties.keySet()).equals(new TreeSet<>(components.keySet()))) {
            wrong.add(at + ": " + properties.keySet() + " but " + components.keySet());
            return;
        }
        var required = (List<?>) said.schema().getOrDefault("required", List.of());
        components.forEach((name, component) -> {
            var member = map(properties.get(name));
            if (answers) {
                isThere(at + "/" + name, component, required.contains(name), merged(member));
            } else if (!readsItself(record)) {
                canBeNull(at + "/" + name, component, required.contains(name));
            }
            compare(at + "/" + name, component.getGenericType(), member);
        });
    }

    /// What is unwrapped stands among the members.
    private static void membersOf(Class<?> record, Map<String, RecordComponent> into) {
        for (var component : record.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                membersOf(component.getType(), into);
            } else {
                into.put(name(component), component);
            }
        }
    }

    private static String name(RecordComponent component) {
        var renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null || renamed.value().isEmpty() ? component.getName() : renamed.value();
    }

    /// What can be null is left out, unless it is said to be there always.
    private void isThere(String at, RecordComponent component, boolean required, Said said) {
        var include = component.getAccessor().getAnnotation(JsonInclude.class);
        var nullable = isNullable(component.getAnnotatedType());
        var always = include != null && include.value() == JsonInclude.Include.ALWAYS;
        var varies = MORE_OR_LESS.contains(component.getDeclaringRecord().getSimpleName());
        if (required != (!nullable || always) && !varies) {
            wrong.add(at + (required ? ": isn't always there" : ": is always there"));
        }
        if (said.orNull() != (nullable && always)) {
            wrong.add(at + (said.orNull() ? ": is never null" : ": can be null"));
        }
    }

    /// What may be left out may be null; what must be there may not. Values refuse it themselves.
    private void canBeNull(String at, RecordComponent component, boolean required) {
        var refused =
                component.getType().isPrimitive()
                        || component.getDeclaringRecord() == Money.class
                        || REFUSING_NULL.stream()
                                .anyMatch(component.getAccessor()::isAnnotationPresent);
        if (required != refused || required == isNullable(component.getAnnotatedType())) {
            wrong.add(at + (required ? ": takes null" : ": refuses null"));
        }
    }

    private static boolean readsItself(Class<?> record) {
        return record.isAnnotationPresent(JsonDeserialize.class);
    }

    private static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    private void words(String at, Class<?> words, Said said) {
        var real =
                Arrays.stream(words.getEnumConstants())
                        .filter(word -> !isForReadersOnly(words, word.toString()))
                        .map(Object::toString)
                        .collect(Collectors.toCollection(TreeSet::new));
        var known = new TreeSet<>(enumOf(said));
        var right =
                NARROWER.contains(at.replaceAll(".* |/data/\\*|/rows/\\*|/lastMessage", ""))
                        ? real.containsAll(known)
                        : real.equals(known);
        if (known.isEmpty() || !right) {
            wrong.add(at + ": " + known + " but " + real);
        }
    }

    /// What stands for a word that is too new for its reader is never said.
    private static boolean isForReadersOnly(Class<?> words, String word) {
        try {
            return words.getField(word).isAnnotationPresent(JsonEnumDefaultValue.class);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> enumOf(Said said) {
        var words = (List<?>) said.schema().getOrDefault("enum", List.of());
        return words.stream().map(String::valueOf).collect(Collectors.toCollection(TreeSet::new));
    }

    private void plain(String at, Class<?> plain, Said said) {
        var kinds = kinds(said.schema());
        if (WHOLE.contains(plain)) {
            is(at, "integer", kinds);
        } else if (BROKEN.contains(plain)) {
            is(at, "number", kinds);
        } else if (plain == boolean.class || plain == Boolean.class) {
            is(at, "boolean", kinds);
        } else if (plain == String.class) {
            is(at, "string", kinds);
        } else if (FORMATS.containsKey(plain)) {
            is(at, "string", kinds);
            is(at, FORMATS.get(plain), Set.of(String.valueOf(said.schema().get("format"))));
        }
    }

    private void is(String at, String expected, Set<String> said) {
        if (!said.equals(Set.of(expected))) {
            wrong.add(at + ": " + said + " but " + expected);
        }
    }

    private Set<String> kinds(Map<String, Object> schema) {
        if (schema.get("anyOf") instanceof List<?> any) {
            return any.stream()
                    .flatMap(one -> kinds(merged(map(one)).schema()).stream())
                    .collect(Collectors.toSet());
        }
        var type = schema.getOrDefault("type", List.of());
        var all = new LinkedHashSet<String>();
        (type instanceof List<?> several ? several : List.of(type))
                .forEach(one -> all.add(String.valueOf(one)));
        all.remove("null");
        return all;
    }

    /// Behind references, with the parts of `allOf` in one, and what is `or null` taken apart.
    private Said merged(Map<String, Object> schema) {
        var all = new LinkedHashMap<String, Object>();
        var orNull = merge(schema, all);
        return new Said(all, orNull);
    }

    private boolean merge(Map<String, Object> schema, Map<String, Object> all) {
        var orNull = schema.get("type") instanceof List<?> types && types.contains("null");
        if (schema.get("$ref") instanceof String reference) {
            orNull |= merge(target(reference), all);
        }
        for (var part : (List<?>) schema.getOrDefault("allOf", List.of())) {
            orNull |= merge(map(part), all);
        }
        var alternatives = (List<?>) schema.getOrDefault("oneOf", List.of());
        if (alternatives.stream().anyMatch(one -> "null".equals(map(one).get("type")))) {
            orNull = true;
            alternatives.stream()
                    .map(Shapes::map)
                    .filter(one -> !"null".equals(one.get("type")))
                    .forEach(one -> merge(one, all));
        }
        schema.forEach((keyword, value) -> {
            switch (keyword) {
                case "properties" -> {
                    var both = new LinkedHashMap<>(map(all.getOrDefault(keyword, Map.of())));
                    both.putAll(map(value));
                    all.put(keyword, both);
                }
                case "required" -> {
                    var both =
                            new ArrayList<Object>((List<?>) all.getOrDefault(keyword, List.of()));
                    both.addAll((List<?>) value);
                    all.put(keyword, both);
                }
                default -> all.put(keyword, value);
            }
        });
        return orNull;
    }

    Map<String, Object> target(String reference) {
        var node = document;
        for (var step : reference.substring("#/".length()).split("/")) {
            node = map(node.get(step));
        }
        return node;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object node) {
        if (node == null) {
            throw new AssertionError("The document ends here");
        }
        return (Map<String, Object>) node;
    }
}
