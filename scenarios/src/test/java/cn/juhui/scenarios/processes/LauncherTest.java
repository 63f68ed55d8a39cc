package cn.juhui.scenarios.processes;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.support.Meters;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `./juhui` as a newcomer uses it: in a folder with a Chinese name, under the locale C.
class LauncherTest {

    private static final Map<String, String> PLAIN = Map.of("LC_ALL", "C");

    @TempDir Path temporary;
    private Launcher juhui;

    @BeforeEach
    void anywhere() {
        juhui = Launcher.in(temporary.resolve("聚惠 退款"), PLAIN);
    }

    @ParameterizedTest
    @FieldSource("cn.juhui.scenarios.processes.MistypedLines#ALL")
    void wrong_arguments_get_a_usage_line_in_both_languages(String line) {
        MistypedLines.getsItsUsage(juhui, Map.of("JUHUI_URL", "http://127.0.0.1:9"), line);
    }

    @Test
    void a_command_that_does_not_exist_gets_the_list_of_those_that_do() {
        var said = juhui.run("refund");
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.text()).contains("./juhui up", "没有这个命令 · There is no such command: refund");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "token", "bench"})
    void what_needs_a_platform_says_so_where_none_runs(String command) {
        var said = juhui.run(command);
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.text()).contains("./juhui up", "平台未运行").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RATE_LIMIT_PER_SECOND=abc",
                "REFUND_SERVICE_PORT=99999",
                "JUHUI_PORT_BASE=70000",
                "KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:9",
                "MONGODB_URI=mongodb://127.0.0.1:9/?x=1",
                "JUHUI_SERVICES=kitchen",
                "JUHUI_JAVA_HOME=/usr/share"
            })
    void a_setting_that_makes_no_sense_is_told_by_its_name_before_anything_starts(String setting) {
        var name = setting.substring(0, setting.indexOf('='));
        var value = setting.substring(name.length() + 1);

        var said = juhui.run(Map.of(name, value), "up");

        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.text()).contains(name).doesNotContain("Exception", "\tat ", " s  Kafka");
        assertThat(juhui.folder().resolve(".juhui/data/kafka")).doesNotExist();
    }

    @Test
    void one_of_two_starts_wins_is_found_by_the_other_commands_and_leaves_nothing_behind()
            throws Exception {
        assertThat(juhui.run("status").exitCode()).isEqualTo(3);
        var race = juhui.twoStarts(temporary);
        var winner = race.winner();

        assertThat(race.lost()).contains("already runs", "聚惠已在").doesNotContain("Exception");
        assertThat(race.won()).contains("就绪").doesNotContain("ERROR", "WARN", "???");
        assertThat(juhui.run("status").text()).contains(juhui.url(), "" + winner.pid(), "聚惠 退款");
        assertMeters(winner.pid());
        assertThat(juhui.run("up").text()).contains(juhui.url(), "" + winner.pid());
        assertThat(juhui.run("token").text()).startsWith("ey").hasLineCount(1);
        assertThat(juhui.run("logs").exitCode()).isZero();
        assertThat(juhui.run("reset", "--yes").exitCode()).isEqualTo(1);

        winner.destroyForcibly().waitFor();

        assertThat(juhui.run("status").exitCode()).isEqualTo(3);
        assertThat(juhui.run("reset").text()).contains("Nothing was deleted");
        assertThat(juhui.folder().resolve(".juhui/data/store")).exists();
        assertThat(juhui.run("reset", "--yes").exitCode()).isZero();
        assertThat(juhui.folder().resolve(".juhui/data")).doesNotExist();
        assertThat(juhui.folder().resolve("standalone/target/juhui.aot.lock")).doesNotExist();
    }

    /// All that there are, before anything has happened.
    private void assertMeters(long platform) throws Exception {
        var ports = Files.readAllLines(juhui.folder().resolve(".juhui/running/" + platform));
        var doors =
                ports.stream()
                        .filter(line -> line.contains("_MANAGEMENT_PORT="))
                        .map(line -> line.substring(line.indexOf('=') + 1))
                        .map(port -> URI.create("http://127.0.0.1:" + port))
                        .toList();
        // What is counted in the store is there after the first look.
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> Meters.at(doors).assertAsDocumented());
        Meters.at(doors)
                .assertZeroBut(
                        "juhui_calendar_days_known",
                        "juhui_issuer_keys_age_seconds",
                        "juhui_store_bytes");
    }
}
