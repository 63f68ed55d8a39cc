package cn.juhui.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// What an overlay becomes, all its layers together: rendered by kubectl where there is one, otherwise by [SmallKustomize].
///
/// @param renderedBy which of the two it was
record Overlay(String name, String renderedBy, List<Map<String, Object>> resources) {

    /// In the order in which they are applied.
    static final List<String> LAYERS = List.of("namespace", "ground", "deploy-step", "services");

    /// Those of `k8s/overlays`, and one of the tests': prod with every option.
    static final List<String> NAMES = List.of("dev", "prod", "every-option");

    static Overlay of(String name) {
        var whole = new LinkedHashMap<String, Map<String, Object>>();
        for (var layer : LAYERS) {
            for (var resource : layer(name, layer)) {
                var before = whole.put(id(resource), resource);
                if (before != null && !before.equals(resource)) {
                    throw new AssertionError(id(resource) + " differs between layers of " + name);
                }
            }
        }
        var by = isKubectlThere() ? "kubectl kustomize" : "the test's own kustomize";
        System.out.printf("overlay %s rendered by %s%n", name, by);
        return new Overlay(name, by, List.copyOf(whole.values()));
    }

    /// One layer of it, as it is applied.
    static List<Map<String, Object>> layer(String name, String layer) {
        var folder = folder(name, layer);
        return isKubectlThere()
                ? Repository.yaml(kubectl("kustomize", folder.toString()))
                : SmallKustomize.render(folder);
    }

    static Path folder(String name, String layer) {
        var ours = Repository.ROOT.resolve("k8s/overlays").resolve(name);
        var tests = Repository.ROOT.resolve("deployment/src/test/overlays").resolve(name);
        return (Files.isDirectory(ours) ? ours : tests).resolve(layer);
    }

    private static String id(Map<String, Object> resource) {
        return resource.get("kind") + " " + Tree.text(resource, "metadata/name");
    }

    static boolean isKubectlThere() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
    }

    private static String kubectl(String... arguments) {
        try {
            var command = Stream.concat(Stream.of("kubectl"), Stream.of(arguments)).toList();
            var process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            var output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(command + " failed");
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Stream<Map<String, Object>> all(String kind) {
        return resources.stream().filter(resource -> kind.equals(resource.get("kind")));
    }

    Map<String, Object> the(String kind, String name) {
        return all(kind)
                .filter(resource -> name.equals(Tree.text(resource, "metadata/name")))
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError("No %s %s in %s".formatted(kind, name, this.name)));
    }

    /// The ConfigMap that was made of the settings of this name.
    Map<String, Object> settings(String name) {
        return all("ConfigMap")
                .filter(one ->
                        Tree.text(one, "metadata/name").replaceFirst("-[^-]+$", "").equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError("No settings %s in %s".formatted(name, this.name)));
    }

    @Override
    public String toString() {
        return name;
    }
}
