package cn.juhui.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// What an overlay of `k8s/` becomes: rendered by kubectl where there is one, otherwise by [SmallKustomize].
///
/// @param renderedBy which of the two it was
record Overlay(String name, String renderedBy, List<Map<String, Object>> resources) {

    static final List<String> NAMES = List.of("dev", "prod");

    static Overlay of(String name) {
        var overlay =
                isKubectlThere()
                        ? new Overlay(
                                name,
                                "kubectl kustomize",
                                Repository.yaml(kubectl("kustomize", folder(name).toString())))
                        : new Overlay(
                                name,
                                "the test's own kustomize",
                                SmallKustomize.render(folder(name)));
        System.out.printf("k8s/overlays/%s rendered by %s%n", name, overlay.renderedBy());
        return overlay;
    }

    static Path folder(String name) {
        return Repository.ROOT.resolve("k8s/overlays").resolve(name);
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

    @Override
    public String toString() {
        return name;
    }
}
