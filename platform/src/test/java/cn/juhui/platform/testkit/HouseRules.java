package cn.juhui.platform.testkit;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Configuration;

/// How a service's rooms may know each other. "May only depend on", because a misspelt package in a "may not" rule passes
/// silently; a test plants a violation of each to see the rules bite.
public final class HouseRules {

    private HouseRules() {}

    /// The rules of the service whose packages begin with this root, such as `cn.juhui.order`.
    public static List<ArchRule> of(String root) {
        return List.of(
                classes()
                        .that()
                        .resideInAPackage(root + ".domain..")
                        .should()
                        .onlyDependOnClassesThat(
                                resideInAnyPackage(
                                        "java..",
                                        "org.jspecify..",
                                        "cn.juhui.contracts..",
                                        "cn.juhui.platform.kernel..",
                                        root + ".domain..")),
                classes()
                        .that()
                        .resideInAPackage(root + ".application..")
                        .should()
                        .onlyDependOnClassesThat(
                                resideInAnyPackage(
                                        "java..",
                                        "org.jspecify..",
                                        "org.slf4j..",
                                        "cn.juhui.contracts..",
                                        "cn.juhui.platform.kernel..",
                                        "cn.juhui.platform.audit",
                                        "cn.juhui.platform.journal",
                                        "cn.juhui.platform.journal.history",
                                        "cn.juhui.platform.json",
                                        "cn.juhui.platform.lever",
                                        "cn.juhui.platform.messaging..",
                                        "cn.juhui.platform.resilience",
                                        "cn.juhui.platform.trace",
                                        root + ".domain..",
                                        root + ".application..")),
                noClasses()
                        .that()
                        .resideInAPackage(root + ".domain..")
                        .should()
                        .callMethod(Instant.class, "now")
                        .orShould()
                        .callMethod(UUID.class, "randomUUID")
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis")
                        .because("time and chance reach the domain as arguments"),
                noClasses()
                        .that()
                        .resideInAPackage(root + ".adapter.http..")
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage(
                                        root + ".adapter.mongo..", root + ".adapter.messaging.."))
                        .because("an adapter knows the application, not its neighbours"),
                noClasses()
                        .that()
                        .resideInAPackage(root + "..")
                        .should()
                        .callMethod(System.class, "getenv")
                        .orShould()
                        .callMethod(System.class, "getenv", String.class)
                        .because(
                                "environment variables are read by settings files, which list them"),
                classes()
                        .that()
                        .areAnnotatedWith(Configuration.class)
                        .and()
                        .areTopLevelClasses()
                        .and()
                        .resideInAPackage(root + "..")
                        .and()
                        .resideOutsideOfPackage(root + ".adapter.messaging..")
                        .should()
                        .haveSimpleNameEndingWith("Configuration")
                        .because("wiring is called by one word in the whole house"),
                metersHaveHelp(root));
    }

    /// A meter that somebody looks at needs a sentence about what it is.
    static ArchRule metersHaveHelp(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .callMethodWhere(
                        JavaCall.Predicates.target(
                                        owner(type(MeterRegistry.class).or(type(Metrics.class))))
                                .and(
                                        JavaCall.Predicates.target(
                                                nameMatching("counter|gauge|timer|summary"))))
                .because(
                        "a meter made by its builder has a description, and is there from the start");
    }

    /// Checks all of them on the service's own classes, tests left out.
    ///
    /// @throws AssertionError with every violation
    public static void check(String root) {
        var classes =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(root);
        check(root, classes);
    }

    static void check(String root, JavaClasses classes) {
        for (var rule : of(root)) {
            rule.allowEmptyShould(true).check(classes);
        }
    }
}
