package cn.juhui.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.support.Pasted;
import cn.juhui.scenarios.support.Readme;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The README's story, told to real shells: what is pasted works, and what comes back is what stands there. Needs curl and jq, as its reader does; a shell that isn't there is
/// passed over.
class ReadmeTest {

    private static final String ENGLISH = "README.md";
    private static final String CHINESE = "README.zh-CN.md";

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({"bash, " + ENGLISH, "bash, " + CHINESE, "dash, " + ENGLISH, "zsh, " + ENGLISH})
    void the_story_can_be_pasted_and_prints_what_is_shown(String shell, String readme)
            throws Exception {
        var steps = Readme.of(readme).steps();
        assertThat(steps).hasSizeGreaterThan(10);
        assertThat(steps.stream().skip(1)).noneMatch(step -> step.output().isEmpty());
        Pasted.into(shell, folder).printsWhatIsShown(steps);
    }

    @Test
    void both_languages_show_the_same() {
        var english = Readme.of(ENGLISH).blocks();
        var chinese = Readme.of(CHINESE).blocks();
        assertThat(chinese.stream().map(ReadmeTest::withoutLanguage).toList())
                .isEqualTo(english.stream().map(ReadmeTest::withoutLanguage).toList());
    }

    /// What is pasted but for its language and its texts; of what is shown the shape.
    private static String withoutLanguage(Readme.Block block) {
        return switch (block.language()) {
            case "sh" ->
                    block.text()
                            .replaceAll("language=..", "language=")
                            .replaceAll("\"description\": \"[^\"]*\"", "\"description\": \"\"");
            case "json" ->
                    block.text().replaceAll("(?m)(^ +|: )\"(\\\\.|[^\"\\\\])*\"(,?)$", "$1\"\"$3");
            case "text" -> block.text().lines().map(line -> line.split("[ ,]")[0]).toList() + "";
            default -> block.text().replaceAll(" +#.*", "");
        };
    }
}
