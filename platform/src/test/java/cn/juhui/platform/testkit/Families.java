package cn.juhui.platform.testkit;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Sealed families, as the code has them: so that a test that is derived from one knows a new member by itself.
public final class Families {

    private Families() {}

    /// The records of a family, and of the families in it.
    public static Set<Class<?>> membersOf(Class<?> family) {
        return leaves(family).collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(Families::leaves)
                : Stream.of(type);
    }

    /// The records of a family that no code of these packages makes, tests left out: nobody sends such a command, or tells such an event.
    public static List<String> neverMade(Class<?> family, String... packages) {
        var classes =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(packages);
        var made =
                classes.stream()
                        .flatMap(type -> type.getConstructorCallsFromSelf().stream())
                        .filter(call -> !call.getOriginOwner().equals(call.getTargetOwner()))
                        .map(call -> call.getTargetOwner().getName())
                        .collect(Collectors.toSet());
        return membersOf(family).stream()
                .map(Class::getName)
                .filter(name -> !made.contains(name))
                .sorted()
                .toList();
    }
}
