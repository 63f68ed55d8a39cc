package cn.juhui.scenarios.processes;

import cn.juhui.scenarios.support.Jvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// `./juhui` in a folder of its own, with what this build made.
record Launcher(Path folder, Map<String, String> environment) {

    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    record Said(int exitCode, String text) {}

    /// A copy of the launcher; the jars are the ones of the build.
    static Launcher in(Path folder, Map<String, String> environment) {
        try {
            Files.createDirectories(folder.resolve("standalone"));
            Files.createDirectories(folder.resolve(".mvn"));
            for (var file : List.of("juhui", "mvnw", ".mvn/find-jdk.sh", ".mvn/utf8.sh")) {
                Files.copy(REPOSITORY.resolve(file), folder.resolve(file));
            }
            copyJars(folder.resolve("standalone/target"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var all = new HashMap<>(environment);
        all.putIfAbsent("JUHUI_NO_BUILD", "1");
        all.putIfAbsent("JUHUI_NO_AOT", "1");
        all.putIfAbsent("JUHUI_PORT_BASE", Integer.toString(freeBase()));
        return new Launcher(folder, all);
    }

    /// Links: a Chinese path leads to them.
    private static void copyJars(Path target) throws IOException {
        var built = REPOSITORY.resolve("standalone/target");
        Files.createDirectories(target.resolve("lib"));
        try (var jars = Files.newDirectoryStream(built, "standalone-*.jar")) {
            for (var jar : jars) {
                Files.copy(jar, target.resolve(jar.getFileName().toString()));
            }
        }
        try (var jars = Files.newDirectoryStream(built.resolve("lib"))) {
            for (var jar : jars) {
                Files.createSymbolicLink(
                        target.resolve("lib").resolve(jar.getFileName().toString()), jar);
            }
        }
    }

    /// Of a hundred ports that nobody uses.
    private static int freeBase() {
        return Jvm.freePorts(1).getFirst() / 200 * 200 + 100;
    }

    String url() {
        return "http://127.0.0.1:" + (Integer.parseInt(environment.get("JUHUI_PORT_BASE")) + 80);
    }

    Said run(String... arguments) {
        return run(Map.of(), arguments);
    }

    Said run(Map<String, String> more, String... arguments) {
        try {
            var output = Files.createTempFile("juhui", ".txt");
            var process = start(more, output, arguments);
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(List.of(arguments) + ": " + Files.readString(output));
            }
            var text = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            return new Said(process.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// `./juhui up`; not awaited.
    Process up(Path output) throws IOException {
        var process = start(Map.of(), output, "up");
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return process;
    }

    static void awaitReady(Path output) {
        Awaitility.await("ready")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> Files.readString(output).contains("Ready in"));
    }

    private Process start(Map<String, String> more, Path output, String... arguments)
            throws IOException {
        var command = new ArrayList<>(List.of(folder.resolve("juhui").toString()));
        command.addAll(List.of(arguments));
        var builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        builder.environment().putAll(more);
        return builder.start();
    }
}
