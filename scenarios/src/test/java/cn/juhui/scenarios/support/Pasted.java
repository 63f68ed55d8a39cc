package cn.juhui.scenarios.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;

/// What is pasted into one shell, block after block, in the repository's folder and with a running platform. Needs curl and jq, as the reader
/// does; a shell that isn't there is passed over.
///
/// @param repository where it is pasted
/// @param url of the platform
/// @param environment besides the test's own
/// @param folder for what it writes
public record Pasted(
        String shell, Path repository, String url, Map<String, String> environment, Path folder) {

    private static final String MARK = "@@@";

    /// Ids, numbers of the channel and times are others each time.
    private static final Pattern VOLATILE =
            Pattern.compile(
                    "[a-z]{3}_[0-9a-f]{32}|\"[0-9a-f]{32}\"|[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+Z?|A[0-9]{12}");

    /// In this repository, with the platform that stories share.
    public static Pasted into(String shell, Path folder) {
        assumeTrue(Stream.of(shell, "curl", "jq").allMatch(Pasted::isThere), "not there");
        var url = "http://127.0.0.1:" + RunningPlatform.shared().gatewayPort();
        var environment = Map.of("JUHUI_URL", url, "JUHUI_NO_BUILD", "1");
        return new Pasted(shell, Path.of(".."), url, environment, folder);
    }

    /// Each step prints what the page shows below it: nothing where it shows nothing.
    public void printsWhatIsShown(List<Readme.Step> steps)
            throws IOException, InterruptedException {
        var said = run(steps);
        SoftAssertions.assertSoftly(softly -> {
            for (int i = 0; i < steps.size(); i++) {
                var shown = steps.get(i).output();
                var step = softly.assertThat(masked(said.get(i))).as(steps.get(i).input());
                step.isEqualTo(masked(shown));
            }
        });
    }

    private List<String> run(List<Readme.Step> steps) throws IOException, InterruptedException {
        var script = new StringBuilder();
        for (var step : steps) {
            script.append(step.input()).append("\nprintf '\\n%s\\n' " + MARK + "\n");
        }
        var customer = "cus_" + UUID.randomUUID().toString().substring(0, 13);
        var file = folder.resolve("story.sh");
        Files.writeString(
                file,
                script.toString()
                        .replace("http://127.0.0.1:8080", url)
                        .replace("cus_alice", customer));
        var output = folder.resolve("output").toFile();
        var builder =
                new ProcessBuilder(shell, file.toString())
                        .directory(repository.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output);
        builder.environment().putAll(environment);
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

    /// On the PATH.
    public static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }
}
