package cn.juhui.scenarios.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

/// Every command with arguments that it doesn't take.
final class MistypedLines {

    static final List<String> ALL =
            List.of(
                    "up now",
                    "status all",
                    "logs -x",
                    "reset now",
                    "demo fast",
                    "token x",
                    "token cus_alice BOSS",
                    "token mer_staff MERCHANT",
                    "token cus/alice CUSTOMER",
                    "bench --help",
                    "bench many",
                    "bench 1 2 3 4",
                    "test kitchen",
                    "secrets a b",
                    "deploy here",
                    "completion fish");

    private MistypedLines() {}

    /// A usage line in both languages, and exit code 2.
    static void getsItsUsage(Launcher juhui, Map<String, String> environment, String line) {
        var arguments = line.split(" ", -1);

        var said = juhui.run(environment, arguments);

        assertThat(said.exitCode()).as(line).isEqualTo(2);
        assertThat(said.text())
                .contains("用法 · Usage: ./juhui " + arguments[0])
                .doesNotContain("Exception", "\tat ", "{", "???");
        assertThat(said.text().lines()).hasSizeLessThan(6);
    }
}
