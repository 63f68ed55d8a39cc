package cn.juhui.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `docs/house.md` leads nobody astray: what it names is there.
class HousePageTest {

    private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]+[A-Za-z0-9]*)`");
    private static final Pattern FILE =
            Pattern.compile("`([\\w./-]*\\.(?:yaml|yml|properties|md))`");
    private static final Pattern ROOM = Pattern.compile("`([a-z]+(?:-[a-z]+)+|k8s)`");

    private static String page;
    private static Set<String> names;

    @BeforeAll
    static void read() throws IOException {
        page = Repository.text("docs/house.md");
        try (var top = Files.list(Repository.ROOT)) {
            names =
                    top.filter(HousePageTest::isOurs)
                            .flatMap(HousePageTest::files)
                            .map(file -> file.getFileName().toString())
                            .collect(Collectors.toSet());
        }
    }

    private static boolean isOurs(Path file) {
        return !file.getFileName().toString().startsWith(".");
    }

    private static Stream<Path> files(Path folder) {
        try (var files = Files.walk(folder)) {
            return files
                    .filter(file -> !file.toString().contains("/target/"))
                    .filter(file -> !file.toString().contains("/node_modules/"))
                    .filter(Files::isRegularFile)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> named(Pattern pattern) {
        return pattern.matcher(page)
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void every_class_that_it_names_is_a_file() {
        assertThat(named(CLASS))
                .hasSizeGreaterThan(60)
                .allSatisfy(name -> assertThat(names).contains(name + ".java"));
    }

    @Test
    void every_file_that_it_names_is_there() {
        assertThat(named(FILE))
                .hasSizeGreaterThan(3)
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .allSatisfy(name -> assertThat(names).anyMatch(file -> file.endsWith(name)));
    }

    @Test
    void every_module_that_it_names_is_there() {
        assertThat(named(ROOM))
                .hasSizeGreaterThan(5)
                .allSatisfy(name -> assertThat(Repository.ROOT.resolve(name)).exists());
    }
}
