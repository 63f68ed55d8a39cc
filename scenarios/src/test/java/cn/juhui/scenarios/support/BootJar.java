package cn.juhui.scenarios.support;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/// What the build made of a service before these scenarios.
///
/// @param file `order-service-…-boot.jar`
/// @param mainClass which the loader in it starts
/// @param libraries names of the jars in it
record BootJar(Path file, String mainClass, List<String> libraries) {

    private static final Path LIBRARIES = Path.of("..", "standalone", "target", "lib");
    private static final Pattern LINE = Pattern.compile("- \"BOOT-INF/lib/(.+)\"");

    /// Annotations that only the compiler reads, and what takes a boot jar apart.
    private static final List<String> UNUSED = List.of("jsr305-", "spring-boot-jarmode-tools-");

    static BootJar of(String part) {
        var target = Path.of("..", part, "target");
        try (var jars = Files.newDirectoryStream(target, part + "-*-boot.jar")) {
            var file = jars.iterator().next();
            try (var jar = new JarFile(file.toFile());
                    var index = jar.getInputStream(jar.getEntry("BOOT-INF/classpath.idx"))) {
                var main = jar.getManifest().getMainAttributes().getValue("Start-Class");
                return new BootJar(file, main, libraries(index));
            }
        } catch (NoSuchElementException e) {
            throw new IllegalStateException("No boot jar in " + target + ": package it first", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> libraries(InputStream index) throws IOException {
        var text = new String(index.readAllBytes(), StandardCharsets.UTF_8);
        return LINE.matcher(text)
                .results()
                .map(line -> line.group(1))
                .filter(name -> UNUSED.stream().noneMatch(name::startsWith))
                .toList();
    }

    List<String> asItIs() {
        return List.of("-jar", file.toString());
    }

    /// The service's own jar and the libraries beside it, in the order that the boot jar has; they stand in the standalone
    /// platform's folder anyway.
    List<String> unpacked() {
        var classPath = new ArrayList<String>();
        classPath.add(file.toString().replace("-boot.jar", ".jar"));
        for (var library : libraries) {
            var there = LIBRARIES.resolve(library);
            if (!Files.exists(there)) {
                throw new IllegalStateException("Not there: " + there);
            }
            classPath.add(there.toString());
        }
        return List.of("-cp", String.join(File.pathSeparator, classPath), mainClass);
    }
}
