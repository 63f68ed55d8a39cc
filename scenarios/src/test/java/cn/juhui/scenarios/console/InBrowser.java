package cn.juhui.scenarios.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Has Node tell a story of `console/e2e` in a real browser; the test is skipped, with a word, where there is none.
final class InBrowser {

    private static final int NO_BROWSER = 3;
    private static final Path CONSOLE = Path.of("../console").toAbsolutePath().normalize();

    private InBrowser() {}

    /// Fails with all that the story said where it doesn't come to its end.
    static void tell(String story, String url, String... more) throws Exception {
        assumeTrue(
                Files.isDirectory(CONSOLE.resolve("node_modules/playwright-core")),
                "There is no Playwright");
        var command = new ArrayList<>(List.of("node", "e2e/" + story + ".mjs", url));
        command.addAll(List.of(more));
        var log = Files.createTempFile("console", ".log");
        var process =
                new ProcessBuilder(command)
                        .directory(CONSOLE.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            assertThat(process.waitFor(4, TimeUnit.MINUTES)).as("told in time").isTrue();
        } finally {
            process.destroyForcibly();
        }
        var said = Files.readString(log);
        assumeTrue(process.exitValue() != NO_BROWSER, said);
        assertThat(process.exitValue()).as(said).isZero();
    }
}
