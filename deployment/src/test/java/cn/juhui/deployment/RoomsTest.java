package cn.juhui.deployment;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The rooms of the house, all services together: nothing goes in circles, no room is crowded, and no file is long without
/// saying why.
class RoomsTest {

    /// Files in a package, `package-info.java` not counted.
    private static final int MOST_FILES = 16;

    private static final int MOST_LINES = 250;

    /// How a long file says why it is long, in its doc comment.
    private static final String REASON = "It is long because";

    /// All events of a case are one sealed family, and Java wants such a family in one package.
    private static final String SEALED_FAMILY = "contracts/src/main/java/cn/juhui/contracts/refund";

    private static JavaClasses house;

    @BeforeAll
    static void read() throws IOException {
        house = new ClassFileImporter().importPaths(folders("target/classes"));
        assertThat(house.size()).isGreaterThan(1_000);
    }

    @Test
    void no_classes_depend_on_each_other_in_a_circle() {
        by(JavaClass::getName).check(house);
    }

    @Test
    void no_packages_depend_on_each_other_in_a_circle() {
        by(JavaClass::getPackageName).check(house);
    }

    @Test
    void a_planted_circle_is_found() {
        var planted = new ClassFileImporter().importClasses(One.class, Other.class);
        assertThatThrownBy(() -> by(JavaClass::getName).check(planted))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Cycle detected");
    }

    @Test
    void no_room_is_crowded() throws IOException {
        var files =
                sources().stream()
                        .filter(not(file -> file.endsWith("package-info.java")))
                        .collect(Collectors.groupingBy(RoomsTest::room, Collectors.counting()));
        assertThat(files).hasSizeGreaterThan(100).containsKey(SEALED_FAMILY);
        assertThat(files.entrySet())
                .filteredOn(room -> room.getValue() > MOST_FILES)
                .extracting(Map.Entry::getKey)
                .containsExactly(SEALED_FAMILY);
    }

    @Test
    void a_long_file_says_why() throws IOException {
        var sources = sources();
        assertThat(sources).hasSizeGreaterThan(600);
        assertThat(sources.stream().filter(RoomsTest::isLongWithoutReason).map(RoomsTest::name))
                .as(
                        "longer than %d lines: divide it, or say in its doc comment \"%s …\"",
                        MOST_LINES, REASON)
                .isEmpty();
    }

    private static boolean isLongWithoutReason(Path file) {
        try {
            var lines = Files.readAllLines(file);
            return lines.size() > MOST_LINES && !says(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean says(List<String> lines) {
        return lines.stream()
                .takeWhile(line -> !line.endsWith("{"))
                .filter(line -> line.startsWith("///"))
                .map(line -> line.substring(3).strip())
                .collect(Collectors.joining(" "))
                .contains(REASON);
    }

    /// One slice for all classes of which the same is said; nested classes belong to the one around them.
    private static ArchRule by(Function<JavaClass, String> part) {
        return slices().assignedFrom(
                        new SliceAssignment() {
                            @Override
                            public String getDescription() {
                                return "parts of the house";
                            }

                            @Override
                            public SliceIdentifier getIdentifierOf(JavaClass one) {
                                return one.getPackageName().startsWith("cn.juhui")
                                        ? SliceIdentifier.of(part.apply(outermost(one)))
                                        : SliceIdentifier.ignore();
                            }
                        })
                .should()
                .beFreeOfCycles();
    }

    private static JavaClass outermost(JavaClass one) {
        return one.getEnclosingClass().map(RoomsTest::outermost).orElse(one);
    }

    private static String name(Path file) {
        return Repository.ROOT.relativize(file).toString();
    }

    private static String room(Path file) {
        return name(file.getParent());
    }

    private static List<Path> sources() throws IOException {
        return folders("src/main/java").stream().flatMap(RoomsTest::files).toList();
    }

    /// The folder of this name in each module that has it.
    private static List<Path> folders(String name) throws IOException {
        try (var modules = Files.list(Repository.ROOT)) {
            return modules.map(module -> module.resolve(name)).filter(Files::isDirectory).toList();
        }
    }

    private static Stream<Path> files(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

/// Planted: a circle of two classes.
class One {
    Other other = new Other();
}

class Other {
    One[] ones = {};
}
