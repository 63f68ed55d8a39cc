package cn.juhui.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.juhui.scenarios.support.RunningPlatform;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;

/// What is pasted into one shell, block after block, in the repository's folder and with the running platform. Needs curl and jq, as the reader
/// does; a shell that isn't there is passed over.
///
/// @param folder for what it writes
record Pasted(String shell, Path folder) {

    private static final String MARK = "@@@";

    /// Ids, numbers of the channel and times are others each time.
    private static final Pattern VOLATILE =
            Pattern.compile(
                    "[a-z]{3}_[0-9a-f]{32}|\"[0-9a-f]{32}\"|[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+Z?|A[0-9]{12}");

    static Pasted into(String shell, Path folder) {
        assumeTrue(Stream.of(shell, "curl", "jq").allMatch(Pasted::isThere), "not there");
        return new Pasted(shell, folder);
    }

    void printsWhatIsShown(List<Readme.Step> steps) throws Exception {
        var said = run(steps);
        SoftAssertions.assertSoftly(softly -> {
            for (int i = 0; i < steps.size(); i++) {
                var shown = steps.get(i).output();
                var step = softly.assertThat(masked(said.get(i))).as(steps.get(i).input());
                if (shown.isEmpty()) {
                    step.doesNotContain("traceId", "not found");
                } else {
                    step.isEqualTo(masked(shown));
                }
            }
        });
    }

    private List<String> run(List<Readme.Step> steps) throws Exception {
        var platform = "http://127.0.0.1:" + RunningPlatform.shared().gatewayPort();
        var script = new StringBuilder();
        for (var step : steps) {
            script.append(step.input()).append("\nprintf '\\n%s\\n' " + MARK + "\n");
        }
        var customer = Cases.fresh("cus");
        var file = folder.resolve("story.sh");
        Files.writeString(
                file,
                script.toString()
                        .replace("http://127.0.0.1:8080", platform)
                        .replace("cus_alice", customer));
        var output = folder.resolve("output").toFile();
        var builder =
                new ProcessBuilder(shell, file.toString())
                        .directory(new File(".."))
                        .redirectErrorStream(true)
                        .redirectOutput(output);
        builder.environment().put("JUHUI_URL", platform);
        builder.environment().put("JUHUI_NO_BUILD", "1");
        var process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        var all = Files.readString(output.toPath(), StandardCharsets.UTF_8);
        var said = new ArrayList<>(List.of(all.split("\n" + MARK + "\n", -1)));
        assertThat(said).as(all).hasSize(steps.size() + 1);
        return said;
    }

    private static String masked(String text) {
        return VOLATILE.matcher(text.strip()).replaceAll("…");
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }
}
