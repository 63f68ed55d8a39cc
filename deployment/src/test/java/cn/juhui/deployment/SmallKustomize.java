package cn.juhui.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// As much of kustomize as `k8s/` uses, for machines without kubectl: `resources`, `namespace`, `labels` with
/// `includeTemplates`, `images`, and strategic merge `patches` from files, aimed by `target` or by their own name. Anything
/// else is refused. Where kubectl is there, a test holds the two against each other.
final class SmallKustomize {

    private static final Set<String> KNOWN =
            Set.of("apiVersion", "kind", "resources", "namespace", "labels", "images", "patches");

    private final Path folder;
    private final Map<String, Object> page;
    private final List<Map<String, Object>> resources = new ArrayList<>();

    private SmallKustomize(Path folder) {
        this.folder = folder;
        this.page = read(folder.resolve("kustomization.yaml")).getFirst();
        if (!KNOWN.containsAll(page.keySet())) {
            throw new AssertionError(
                    folder + " uses more of kustomize than this test knows: " + page.keySet());
        }
    }

    static List<Map<String, Object>> render(Path folder) {
        var here = new SmallKustomize(folder);
        here.collect();
        Tree.list(here.page, "patches").forEach(here::patch);
        here.name();
        Tree.list(here.page, "labels").forEach(here::label);
        Tree.list(here.page, "images").forEach(here::image);
        return here.resources;
    }

    private static List<Map<String, Object>> read(Path file) {
        try {
            return Repository.yaml(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private void collect() {
        for (var resource : (List<String>) page.getOrDefault("resources", List.of())) {
            var path = folder.resolve(resource).normalize();
            resources.addAll(Files.isDirectory(path) ? render(path) : read(path));
        }
    }

    private void name() {
        if (page.get("namespace") instanceof String namespace) {
            resources.forEach(resource -> metadata(resource).put("namespace", namespace));
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
            if (hit.isEmpty()) {
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
