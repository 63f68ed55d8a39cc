package cn.juhui.scenarios.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.juhui.scenarios.support.Pasted;
import cn.juhui.scenarios.support.Readme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The first hour with a fresh clone, in every locale and under an ASCII and a Chinese path: two impatient starts that build, the demo, the README's
/// story in each shell, every command mistyped, a kill -9, and a second start that ends in good order. Each is a build and some minutes, so it
/// is part of the long run only: `./juhui test long`; every run has [LauncherTest] and ReadmeTest instead.
class FirstHourStory {

    private static final Logger LOG = LoggerFactory.getLogger(FirstHourStory.class);
    private static final Duration TO_TRAIN = Duration.ofMinutes(10);

    /// A Java process that SIGTERM ended in good order.
    private static final int TERMINATED = 143;

    /// Nothing of it on a console where there is no trouble.
    private static final String[] TROUBLE = {"ERROR", "WARN", "Exception", "???"};

    @TempDir Path temporary;

    @ParameterizedTest
    @CsvSource({
        "C, juhui",
        "C, 聚惠 退款",
        "C.UTF-8, juhui",
        "C.UTF-8, 聚惠 退款",
        "zh_CN.UTF-8, juhui",
        "zh_CN.UTF-8, 聚惠 退款"
    })
    void goes_as_the_readme_tells_it(String locale, String name) throws Exception {
        var clone = Launcher.cloned(temporary.resolve(name), Map.of("LC_ALL", locale));
        assumeTrue(clone.isPresent(), "git is not there");
        var juhui = clone.get();
        var began = System.nanoTime();

        var race = juhui.twoStarts(temporary);
        assertThat(race.won() + race.lost())
                .containsOnlyOnce("Built in")
                .contains("Juhui :: Gateway");
        assertThat(race.lost()).contains("already runs", "聚惠已在").doesNotContain(TROUBLE);
        assertThat(race.won()).contains("就绪").doesNotContain(TROUBLE);
        var demo = juhui.run("demo");
        assertThat(demo.exitCode()).as(demo.text()).isZero();
        assertThat(demo.text()).doesNotContain(TROUBLE);
        LOG.info("{}, {}: {} s to the first refunds", locale, name, since(began));

        theStoryIn(juhui, "README.md");
        theStoryIn(juhui, "README.zh-CN.md");
        for (var line : MistypedLines.ALL) {
            MistypedLines.getsItsUsage(juhui, Map.of(), line);
        }

        race.winner().destroyForcibly().waitFor();
        assertThat(juhui.run("status").exitCode()).isEqualTo(3);
        awaitTrained(juhui);
        var output = temporary.resolve("again");
        var again = juhui.up(output);
        Launcher.awaitReady(again, output);
        assertThat(Files.readString(output))
                .doesNotContain(TROUBLE)
                .doesNotContain("Building", "正在构建");
        assertThat(rooms(juhui)).containsExactly("" + again.pid());
        again.destroy();
        assertThat(again.waitFor()).isEqualTo(TERMINATED);
        assertThat(juhui.folder().resolve(".juhui/running")).isEmptyDirectory();
        assertThat(juhui.run("reset", "--yes").exitCode()).isZero();
        LOG.info("{}, {}: {} s in all", locale, name, since(began));
    }

    private void theStoryIn(Launcher juhui, String readme) throws Exception {
        var steps = Readme.of(readme).steps();
        for (var shell : List.of("bash", "dash", "zsh")) {
            if (Pasted.isThere(shell)) {
                new Pasted(shell, juhui.folder(), juhui.url(), juhui.environment(), temporary)
                        .printsWhatIsShown(steps);
            }
        }
    }

    /// The one start that trained has left nothing but its cache.
    private static void awaitTrained(Launcher juhui) throws IOException {
        var target = juhui.folder().resolve("standalone/target");
        Awaitility.await("start-up cache")
                .atMost(TO_TRAIN)
                .until(() ->
                        Files.exists(target.resolve("juhui.aot"))
                                && Files.notExists(target.resolve("juhui.aot.lock")));
        try (var files = Files.list(target)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .filteredOn(file -> file.startsWith("juhui.aot"))
                    .containsExactly("juhui.aot");
        }
    }

    private static List<String> rooms(Launcher juhui) throws IOException {
        try (var rooms = Files.list(juhui.folder().resolve(".juhui/tmp"))) {
            return rooms.map(room -> room.getFileName().toString()).toList();
        }
    }

    private static long since(long began) {
        return Duration.ofNanos(System.nanoTime() - began).toSeconds();
    }
}
