package cn.juhui.scenarios.issuer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;

/// Keycloak as Maven Central has it.
final class KeycloakZip {

    static final String VERSION = "26.7.0";
    private static final String ARTIFACT = "org.keycloak:keycloak-quarkus-dist:";

    private KeycloakZip() {}

    /// The zip in the local repository, fetched there if need be; nothing when it can't be had.
    static Optional<Path> found() {
        var there =
                Path.of(System.getProperty("user.home"), ".m2/repository/org/keycloak")
                        .resolve("keycloak-quarkus-dist/" + VERSION)
                        .resolve("keycloak-quarkus-dist-" + VERSION + ".zip");
        if (Files.notExists(there)) {
            fetch();
        }
        return Optional.of(there).filter(Files::isReadable);
    }

    private static void fetch() {
        try {
            var maven =
                    new ProcessBuilder(
                                    "./mvnw",
                                    "-B",
                                    "-q",
                                    "-N",
                                    "dependency:get",
                                    "-Dtransitive=false",
                                    "-Dartifact=" + ARTIFACT + VERSION + ":zip")
                            .directory(Path.of("..").toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!maven.waitFor(10, TimeUnit.MINUTES)) {
                maven.destroy();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static void unpack(Path zip, Path folder) throws IOException {
        try (var file = new ZipFile(zip.toFile())) {
            for (var entry : file.stream().filter(one -> !one.isDirectory()).toList()) {
                var target = folder.resolve(entry.getName());
                Files.createDirectories(target.getParent());
                try (var bytes = file.getInputStream(entry)) {
                    Files.copy(bytes, target);
                }
            }
        }
    }
}
