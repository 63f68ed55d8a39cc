package cn.juhui.platform.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The API document as it stands in the gateway.
///
/// @param document never changed
public record ApiTree(JsonNode document) {

    private static final Path FILE = Path.of("../gateway/src/main/resources/openapi.yaml");
    private static final Set<String> ALTERNATIVES = Set.of("oneOf", "anyOf");

    /// @throws UncheckedIOException when the test doesn't run in a room of the house
    public static ApiTree load() {
        try (var text = Files.newBufferedReader(FILE)) {
            Map<String, Object> tree =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
            return new ApiTree(JsonMapper.shared().valueToTree(tree));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonNode at(String pointer) {
        return document.at(pointer);
    }

    /// Where the thing at this place really stands, behind its references; null when there is none.
    public @Nullable String resolved(String pointer) {
        var node = at(pointer);
        if (node.isMissingNode()) {
            return null;
        }
        var reference = node.path("$ref").asString("");
        return reference.isEmpty() ? pointer : resolved(reference.substring(1));
    }

    /// The codes of the problems that this response has examples of, with this status.
    Set<String> codes(String response, int status) {
        var codes = new TreeSet<String>();
        var place = resolved(response);
        if (place != null) {
            at(place + "/content/application~1problem+json/examples")
                    .propertyNames()
                    .forEach(name -> {
                        var example = at(String.valueOf(resolved("/components/examples/" + name)));
                        var value = example.path("value");
                        if (value.path("status").asInt() == status) {
                            codes.add(value.path("code").asString());
                        }
                    });
        }
        return codes;
    }

    /// A copy whose objects can have no other members than those that are named: an answer must have nothing that the document
    /// doesn't tell of, although who reads answers must bear it.
    JsonNode closed() {
        var copy = document.deepCopy();
        copy.at("/components/schemas").forEach(schema -> close(schema, true));
        copy.at("/components/responses").forEach(ApiTree::closeContent);
        copy.path("paths")
                .forEach(path ->
                        path.forEach(operation ->
                                operation.path("responses").forEach(ApiTree::closeContent)));
        return copy;
    }

    private static void closeContent(JsonNode response) {
        response.path("content").forEach(content -> close(content.path("schema"), false));
    }

    /// @param isPart whether others complete it: it can't know all members
    private static void close(JsonNode node, boolean isPart) {
        if (!(node instanceof ObjectNode schema)) {
            return;
        }
        schema.path("properties").forEach(member -> close(member, false));
        close(schema.path("items"), false);
        close(schema.path("additionalProperties"), false);
        for (var alternatives : ALTERNATIVES) {
            schema.path(alternatives).forEach(one -> close(one, false));
        }
        schema.path("allOf").forEach(part -> close(part, true));
        if (schema.has("discriminator")) {
            tellApart(schema);
        } else if (!isPart
                && (schema.has("properties") || schema.has("allOf") || schema.has("$ref"))) {
            schema.put("unevaluatedProperties", false);
        }
    }

    /// Only the one alternative that is meant is looked at: that is quicker, and its faults are those that matter.
    private static void tellApart(ObjectNode schema) {
        var name = schema.at("/discriminator/propertyName").asString();
        schema.remove("oneOf");
        var kinds = schema.putObject("properties").putObject(name).putArray("enum");
        var cases = schema.putArray("allOf");
        schema.at("/discriminator/mapping")
                .properties()
                .forEach(kind -> {
                    kinds.add(kind.getKey());
                    var one = cases.addObject();
                    one.putObject("if")
                            .putObject("properties")
                            .putObject(name)
                            .put("const", kind.getKey());
                    one.putObject("then")
                            .put("$ref", kind.getValue().asString())
                            .put("unevaluatedProperties", false);
                });
        schema.remove("discriminator");
    }
}
