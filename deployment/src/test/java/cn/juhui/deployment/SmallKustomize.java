package cn.juhui.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// As much of kustomize as `k8s/` uses, for machines without kubectl: `resources`, `components`, `configMapGenerator` with
/// `literals` ([SettingsSum] names what it makes), `namespace`, `labels` with `includeTemplates`, `images`, and strategic merge
/// `patches` from files, aimed by `target` or by their own name. Anything else is refused. Where kubectl is there, a test holds
/// the two against each other.
final class SmallKustomize {

    private static final Set<String> KNOWN =
            Set.of(
                    "apiVersion",
                    "kind",
                    "resources",
                    "components",
                    "configMapGenerator",
                    "namespace",
                    "labels",
                    "images",
                    "patches");

    private final Path folder;
    private final Map<String, Object> page;
    private final List<Map<String, Object>> resources;

    /// Names of the ConfigMaps that were made of settings.
    private final Set<String> settings;

    private SmallKustomize(Path folder, List<Map<String, Object>> resources, Set<String> settings) {
        this.folder = folder;
        this.resources = resources;
        this.settings = settings;
        this.page = read(folder.resolve("kustomization.yaml")).getFirst();
        if (!KNOWN.containsAll(page.keySet())) {
            throw new AssertionError(
                    folder + " uses more of kustomize than this test knows: " + page.keySet());
        }
    }

    static List<Map<String, Object>> render(Path folder) {
        var whole = new SmallKustomize(folder, new ArrayList<>(), new HashSet<>());
        whole.build();
        SettingsSum.name(whole.resources, whole.settings);
        return whole.resources;
    }

    private void build() {
        collect();
        Tree.list(page, "configMapGenerator").forEach(this::generate);
        Tree.list(page, "patches").forEach(this::patch);
        name();
        Tree.list(page, "labels").forEach(this::label);
        Tree.list(page, "images").forEach(this::image);
    }

    private static List<Map<String, Object>> read(Path file) {
        try {
            return Repository.yaml(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void collect() {
        for (var resource : names("resources")) {
            var path = folder.resolve(resource).normalize();
            if (Files.isDirectory(path)) {
                var part = new SmallKustomize(path, new ArrayList<>(), settings);
                part.build();
                resources.addAll(part.resources);
            } else {
                resources.addAll(read(path));
            }
        }
        for (var component : names("components")) {
            new SmallKustomize(folder.resolve(component).normalize(), resources, settings).build();
        }
    }

    @SuppressWarnings("unchecked")
    private List<String> names(String member) {
        return (List<String>) page.getOrDefault(member, List.of());
    }

    @SuppressWarnings("unchecked")
    private void generate(Map<String, Object> generator) {
        if (!Set.of("name", "behavior", "literals").containsAll(generator.keySet())) {
            throw new AssertionError("Unknown in a generator: " + generator);
        }
        var name = Tree.text(generator, "name");
        if (settings.add(name) == "merge".equals(generator.get("behavior"))) {
            throw new AssertionError(folder + " merges what isn't there, or makes twice: " + name);
        }
        var data = new LinkedHashMap<String, Object>();
        for (var literal : (List<String>) generator.getOrDefault("literals", List.of())) {
            var pair = literal.split("=", 2);
            data.put(pair[0], pair[1]);
        }
        resources.stream()
                .filter(one -> isSettings(one, name))
                .findFirst()
                .ifPresentOrElse(
                        there -> merge(there, Map.of("data", data)),
                        () -> resources.add(configMap(name, data)));
    }

    private static boolean isSettings(Map<String, Object> resource, String name) {
        return "ConfigMap".equals(resource.get("kind"))
                && name.equals(metadata(resource).get("name"));
    }

    private static Map<String, Object> configMap(String name, Map<String, Object> data) {
        var made = new LinkedHashMap<String, Object>();
        made.put("apiVersion", "v1");
        made.put("kind", "ConfigMap");
        made.put("metadata", new LinkedHashMap<>(Map.of("name", name)));
        made.put("data", data);
        return made;
    }

    private void name() {
        if (page.get("namespace") instanceof String namespace) {
            resources.stream()
                    .filter(resource -> !"Namespace".equals(resource.get("kind")))
                    .forEach(resource -> metadata(resource).put("namespace", namespace));
        }
    }

    private void label(Map<String, Object> label) {
        for (var resource : resources) {
            labels(metadata(resource)).putAll(Tree.map(label, "pairs"));
            if (Tree.at(resource, "spec/template/spec/containers") != null) {
                labels(Tree.map(resource, "spec/template/metadata"))
                        .putAll(Tree.map(label, "pairs"));
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> labels(Map<String, Object> metadata) {
        return (Map<String, Object>)
                metadata.computeIfAbsent("labels", _ -> new LinkedHashMap<String, Object>());
    }

    private static Map<String, Object> metadata(Map<String, Object> resource) {
        return Tree.map(resource, "metadata");
    }

    private void image(Map<String, Object> image) {
        for (var resource : resources) {
            for (var container : Tree.list(resource, "spec/template/spec/containers")) {
                if (image.get("name").equals(container.get("image"))) {
                    var name = image.getOrDefault("newName", image.get("name"));
                    container.put("image", name + ":" + image.get("newTag"));
                }
            }
        }
    }

    private void patch(Map<String, Object> patch) {
        for (var change : read(folder.resolve(Tree.text(patch, "path")))) {
            var hit =
                    resources.stream()
                            .filter(one -> isMeant(one, change, patch.get("target")))
                            .toList();
            if (hit.isEmpty() && !"Component".equals(page.get("kind"))) {
                throw new AssertionError(patch + " in " + folder + " changes nothing");
            }
            hit.forEach(one -> merge(one, body(change)));
        }
    }

    private static boolean isMeant(
            Map<String, Object> resource, Map<String, Object> change, @Nullable Object target) {
        if (target == null) {
            return resource.get("kind").equals(change.get("kind"))
                    && metadata(resource).get("name").equals(metadata(change).get("name"));
        }
        var wanted = Tree.map(Map.of("target", target), "target");
        if (!Set.of("kind", "name", "labelSelector").containsAll(wanted.keySet())) {
            throw new AssertionError("Unknown in a target: " + wanted);
        }
        return wanted.getOrDefault("kind", resource.get("kind")).equals(resource.get("kind"))
                && wanted.getOrDefault("name", metadata(resource).get("name"))
                        .equals(metadata(resource).get("name"))
                && hasLabel(resource, (String) wanted.get("labelSelector"));
    }

    private static boolean hasLabel(Map<String, Object> resource, @Nullable String selector) {
        if (selector == null) {
            return true;
        }
        var pair = selector.split("=", 2);
        return pair[1].equals(Tree.map(resource, "metadata/labels").get(pair[0]));
    }

    /// Without what only says whom it is for.
    private static Map<String, Object> body(Map<String, Object> change) {
        var body = new LinkedHashMap<>(change);
        body.keySet().removeAll(Set.of("apiVersion", "kind", "metadata"));
        return body;
    }

    @SuppressWarnings("unchecked")
    private static void merge(Map<String, Object> into, Map<String, Object> change) {
        change.forEach((key, value) -> {
            var there = into.get(key);
            if (there instanceof Map<?, ?> map && value instanceof Map<?, ?> more) {
                merge((Map<String, Object>) map, (Map<String, Object>) more);
            } else if (there instanceof List<?> list && isNamed(value)) {
                into.put(
                        key,
                        merged(
                                (List<Map<String, Object>>) list,
                                (List<Map<String, Object>>) value));
            } else {
                into.put(key, copy(value));
            }
        });
    }

    private static boolean isNamed(Object value) {
        return value instanceof List<?> list
                && list.stream()
                        .allMatch(one -> one instanceof Map<?, ?> map && map.containsKey("name"));
    }

    private static List<Map<String, Object>> merged(
            List<Map<String, Object>> there, List<Map<String, Object>> more) {
        var all = new ArrayList<>(there);
        for (var one : more) {
            var same =
                    all.stream()
                            .filter(other -> one.get("name").equals(other.get("name")))
                            .findFirst();
            same.ifPresentOrElse(other -> merge(other, one), () -> all.add(copied(one)));
        }
        return all;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> copied(Map<String, Object> map) {
        return (Map<String, Object>) copy(map);
    }

    /// One patch is laid over many: nothing of it may be shared.
    private static Object copy(Object value) {
        if (value instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<Object, Object>();
            map.forEach((key, one) -> copy.put(key, copy(one)));
            return copy;
        }
        return value instanceof List<?> list
                ? new ArrayList<>(list.stream().map(SmallKustomize::copy).toList())
                : value;
    }
}
