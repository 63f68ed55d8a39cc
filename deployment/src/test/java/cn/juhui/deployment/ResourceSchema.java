package cn.juhui.deployment;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The resources as their owners' schemas know them, from Kubernetes' own API description and the operators' custom resource
/// definitions (`src/test/resources/schemas`, whose README says which versions). A member that a schema doesn't know is a fault,
/// as it is with `kubectl apply --validate=strict`.
final class ResourceSchema {

    private static final Path FOLDER =
            Repository.ROOT.resolve("deployment/src/test/resources/schemas");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNode KUBERNETES = read("kubernetes.json");
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);

    private ResourceSchema() {}

    /// What is wrong with it, a line each.
    static List<String> faults(Map<String, Object> resource) {
        var type = resource.get("apiVersion") + "/" + resource.get("kind");
        var own = KUBERNETES.path("kinds").path(type);
        if (!own.isMissingNode()) {
            return faults(definition(own.asString()), resource);
        }
        var file = type.replace('/', '_') + ".json";
        if (!Files.exists(FOLDER.resolve(file))) {
            throw new AssertionError("There is no schema for " + type);
        }
        var faults = new ArrayList<>(faults(read(file), resource));
        var metadata = Tree.map(resource, "metadata");
        faults.addAll(
                faults(definition("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"), metadata));
        faults.addAll(inside(resource));
        return faults;
    }

    /// The store's definition leaves open what the operator passes on to Kubernetes.
    private static List<String> inside(Map<String, Object> resource) {
        var set = Tree.map(resource, "spec/statefulSet/spec");
        if (set.isEmpty()) {
            return List.of();
        }
        var pod = Tree.map(set, "template/spec");
        var faults = new ArrayList<>(faults(definition("io.k8s.api.core.v1.PodSpec"), pod));
        for (var claim : Tree.list(set, "volumeClaimTemplates")) {
            faults.addAll(
                    faults(
                            definition("io.k8s.api.core.v1.PersistentVolumeClaimSpec"),
                            Tree.map(claim, "spec")));
        }
        return faults;
    }

    private static JsonNode definition(String name) {
        var schema = new TreeMap<String, Object>();
        schema.put("$ref", "#/definitions/" + name);
        schema.put("definitions", KUBERNETES.path("definitions"));
        return JSON.valueToTree(schema);
    }

    private static List<String> faults(JsonNode schema, Map<String, Object> value) {
        return REGISTRY
                .getSchema(schema)
                .validate(JSON.writeValueAsString(value), InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }

    private static JsonNode read(String file) {
        try {
            return JSON.readTree(Files.readString(FOLDER.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
