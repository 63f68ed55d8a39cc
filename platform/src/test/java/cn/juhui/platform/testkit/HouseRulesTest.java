package cn.juhui.platform.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    @Test
    void a_planted_violation_of_each_rule_is_found() {
        var root = "cn.juhui.platform.testkit.planted";
        var classes = new ClassFileImporter().importPackages(root);
        for (var rule : HouseRules.of(root)) {
            assertThatThrownBy(() -> rule.check(classes))
                    .as(rule.getDescription())
                    .isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void meters_of_the_platform_have_a_help_text() {
        var classes =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("cn.juhui.platform");
        HouseRules.metersHaveHelp("cn.juhui.platform").check(classes);
    }

    @Test
    void the_bundles_of_the_platform_say_the_same_in_both_languages() {
        Bundles.assertSameKeys("platform-messages");
    }
}
