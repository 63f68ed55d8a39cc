package cn.juhui.gateway.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/// The AsyncAPI document of the events: as it is written, beside its schemas and examples, and as one file that has them inside.
public final class EventDocument {

    private static final String DEFINITIONS = "#/$defs/";
    private static final String SCHEMAS = "#/components/schemas/";

    private static final JsonMapper JSON = new JsonMapper();

    private final String yaml;

    private EventDocument(String yaml) {
        this.yaml = yaml;
    }

    public static EventDocument load() {
        return new EventDocument(resource("asyncapi.yaml"));
    }

    public String yaml() {
        return yaml;
    }

    /// The document without a reference to another file: each message's schema is a component of its type's name, what schemas have in
    /// common is one component, and the example is among `examples`. Schemas lose their `$id` and dialect: references inside would start
    /// from these, and tools that generate code don't know them; what they use means the same in AsyncAPI's own schemas.
    ///
    /// @throws IllegalStateException when two schemas call different things by one name
    public Map<String, Object> inOneFile() {
        Map<String, Object> document =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        var components = ApiDocument.map(document.get("components"));
        var schemas = ApiDocument.map(components.get("schemas"));
        ApiDocument.map(components.get("messages"))
                .forEach((type, message) -> inline(type, ApiDocument.map(message), schemas));
        return document;
    }

    private static void inline(
            String type, Map<String, Object> message, Map<String, Object> schemas) {
        var payload = ApiDocument.map(ApiDocument.map(message.get("payload")).get("schema"));
        var schema = new LinkedHashMap<>(json(payload.get("$ref")));
        schema.remove("$schema");
        schema.remove("$id");
        var definitions = schema.remove("$defs");
        if (definitions != null) {
            ApiDocument.map(definitions)
                    .forEach((name, one) -> add(name, titled(name, ApiDocument.map(one)), schemas));
        }
        add(type, schema, schemas);
        message.put("payload", Map.of("$ref", SCHEMAS + type));
        var example = json(ApiDocument.map(message.remove("x-example")).get("$ref"));
        message.put("examples", List.of(Map.of("name", type, "payload", example)));
    }

    /// Tools that generate code call a type by its title.
    private static Map<String, Object> titled(String name, Map<String, Object> schema) {
        var titled = new LinkedHashMap<String, Object>();
        titled.put("title", name);
        titled.putAll(schema);
        return titled;
    }

    private static void add(String name, Object schema, Map<String, Object> schemas) {
        var here = pointedHere(schema);
        var there = schemas.putIfAbsent(name, here);
        if (there != null && !there.equals(here)) {
            throw new IllegalStateException("Two schemas differ about what " + name + " is");
        }
    }

    /// The same with references to the document's components.
    private static Object pointedHere(Object node) {
        return switch (node) {
            case Map<?, ?> map -> {
                var here = new LinkedHashMap<Object, Object>();
                map.forEach((key, value) -> here.put(key, pointedHere(value)));
                yield here;
            }
            case List<?> list -> list.stream().map(EventDocument::pointedHere).toList();
            case String text when text.startsWith(DEFINITIONS) ->
                    SCHEMAS + text.substring(DEFINITIONS.length());
            default -> node;
        };
    }

    private static Map<String, Object> json(@Nullable Object file) {
        return ApiDocument.map(
                JSON.readValue(resource(Objects.requireNonNull(file).toString()), Map.class));
    }

    private static String resource(String path) {
        try {
            return new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
