package cn.juhui.scenarios.processes;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.support.Jvm;
import cn.juhui.scenarios.support.Pasted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/// `./juhui` in a folder of its own, with what this build made, or with nothing but the sources.
record Launcher(Path folder, Map<String, String> environment) {

    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// All of it is built first, on a machine that does other things, too.
    private static final Duration TO_BUILD = Duration.ofMinutes(10);

    private static final int PORTS = 100;
    private static final int FIRST_BASE = 10_000;
    private static final int LAST_BASE = 32_000;

    record Said(int exitCode, String text) {}

    /// Of two starts at once: the process that is ready, what it said, and what the other one said before it gave way.
    record Race(Process winner, String won, String lost) {}

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

    /// All that git would have in a fresh clone, with what was not yet committed, and nothing built; empty where there is no git.
    static Optional<Launcher> cloned(Path folder, Map<String, String> environment)
            throws IOException, InterruptedException {
        var listing = Files.createTempFile("juhui", ".files");
        var git =
                new ProcessBuilder("git", "ls-files", "-z", "-co", "--exclude-standard")
                        .directory(REPOSITORY.toFile())
                        .redirectOutput(listing.toFile());
        if (!Pasted.isThere("git") || git.start().waitFor() != 0) {
            return Optional.empty();
        }
        for (var name : Files.readString(listing).split("\0")) {
            var file = REPOSITORY.resolve(name);
            if (Files.isRegularFile(file)) {
                var copy = folder.resolve(name);
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        Files.delete(listing);
        var all = new HashMap<>(environment);
        all.put("JUHUI_PORT_BASE", Integer.toString(freeBase()));
        return Optional.of(new Launcher(folder, all));
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

    /// Of a hundred ports that nobody uses, below those that the system gives to connections: of these, one of the hundred may be
    /// taken any moment.
    private static int freeBase() {
        return new Random()
                .ints(FIRST_BASE, LAST_BASE)
                .map(port -> port / PORTS * PORTS)
                .filter(base -> IntStream.range(base, base + PORTS).allMatch(Jvm::isFree))
                .findFirst()
                .orElseThrow();
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

    /// `./juhui up`, twice at the same time.
    Race twoStarts(Path outputs) throws IOException {
        var said = List.of(outputs.resolve("first"), outputs.resolve("second"));
        var starts = List.of(up(said.get(0)), up(said.get(1)));
        var ended = starts.stream().map(Process::onExit).toArray(CompletableFuture[]::new);
        var loser =
                CompletableFuture.anyOf(ended)
                        .orTimeout(TO_BUILD.toSeconds(), TimeUnit.SECONDS)
                        .join();
        var lost = starts.indexOf(loser);
        var winner = starts.get(1 - lost);
        awaitReady(winner, said.get(1 - lost));
        return new Race(
                winner, Files.readString(said.get(1 - lost)), Files.readString(said.get(lost)));
    }

    /// `./juhui up`; not awaited.
    Process up(Path output) throws IOException {
        var process = start(Map.of(), output, "up");
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return process;
    }

    /// Until it says so, or ends.
    static void awaitReady(Process up, Path output) throws IOException {
        Awaitility.await("ready")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> !up.isAlive() || Files.readString(output).contains("Ready in"));
        assertThat(Files.readString(output)).contains("Ready in");
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
