package cn.juhui.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The default of a setting stands in one place: in the yml where an operator can set it, else in the settings record. That there is nothing by
/// default may stand in both.
class DefaultsTest {

    @Test
    void no_default_is_shadowed_by_another_one() throws IOException {
        var inCode = new TreeSet<String>();
        for (var settings : settings().toList()) {
            var prefix = settings.getAnnotation(ConfigurationProperties.class).value();
            collect(prefix, settings, inCode);
        }
        assertThat(inCode).hasSizeGreaterThan(30);
        var inFiles = new TreeMap<String, Path>();
        for (var file : files()) {
            for (var document : Repository.yaml(Files.readString(file))) {
                flatten("", document, file, inFiles);
            }
        }
        assertThat(inFiles)
                .hasSizeGreaterThan(60)
                .containsKey("juhui.gateway.rate-limit.caller.burst");
        inCode.retainAll(inFiles.keySet());
        assertThat(inCode).as("have a default in a yml and one in the code").isEmpty();
    }

    private static Stream<Class<?>> settings() throws IOException {
        try (var modules = Files.list(Repository.ROOT)) {
            var classes = modules.map(module -> module.resolve("target/classes")).toList();
            return new ClassFileImporter()
                    .importPaths(classes.stream().filter(Files::isDirectory).toList()).stream()
                            .filter(one -> one.isAnnotatedWith(ConfigurationProperties.class))
                            .<Class<?>>map(one -> one.reflect())
                            .toList()
                            .stream();
        }
    }

    private static void collect(String prefix, Class<?> settings, TreeSet<String> names) {
        var components = settings.getRecordComponents();
        if (components == null) {
            return;
        }
        var parameters = settings.getDeclaredConstructors()[0].getParameters();
        for (int i = 0; i < components.length; i++) {
            var name = prefix + "." + dashed(components[i]);
            var given = parameters[i].getAnnotation(DefaultValue.class);
            if (components[i].getType().isRecord()) {
                collect(name, components[i].getType(), names);
            } else if (given != null && !String.join("", given.value()).isBlank()) {
                names.add(name);
            }
        }
    }

    private static String dashed(RecordComponent component) {
        return component.getName().replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static Iterable<Path> files() throws IOException {
        try (var modules = Files.list(Repository.ROOT)) {
            return modules.map(module -> module.resolve("src/main/resources"))
                    .filter(Files::isDirectory)
                    .flatMap(folder -> Arrays.stream(folder.toFile().listFiles()))
                    .map(File::toPath)
                    .filter(file -> file.toString().endsWith(".yml"))
                    .toList();
        }
    }

    private static void flatten(String name, Object value, Path file, Map<String, Path> into) {
        if (value instanceof Map<?, ?> members) {
            members.forEach((key, member) ->
                    flatten(name.isEmpty() ? "" + key : name + "." + key, member, file, into));
        } else {
            into.put(name, file);
        }
    }
}
