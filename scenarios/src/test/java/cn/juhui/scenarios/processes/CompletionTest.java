package cn.juhui.scenarios.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.juhui.scenarios.support.Pasted;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What comes after a Tab, with the line of the README evaluated in a shell; a shell that isn't there is passed over.
class CompletionTest {

    private static final String BASH =
            """
            eval "$(./juhui completion bash)"
            COMP_WORDS=(./juhui $1) COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _juhui
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    /// A shell that somebody types into.
    private static final String ZSH =
            """
            zmodload zsh/zpty
            zpty typed zsh -f -i
            zpty -w typed 'PS1=; eval "$(./juhui completion zsh)"; print rea""dy'
            zpty -r -m typed said '*ready*'
            zpty -w -n typed "./juhui $1"$'\\t'
            zpty -r -m typed said "*./juhui $2*"
            print -r -- "${${said##*/juhui }%% }"
            """;

    @TempDir Path home;

    @ParameterizedTest
    @CsvSource({
        "st, status",
        "comp, completion",
        "completion z, completion zsh",
        "logs -, logs -f",
        "reset -, reset --yes",
        "test lon, test long",
        "test pay, test payout",
        "test scenarios Readm, test scenarios ReadmeTest"
    })
    void a_tab_completes_it(String typed, String completed) throws Exception {
        for (var shell : List.of("bash", "zsh")) {
            if (Pasted.isThere(shell)) {
                var said = run(shell, shell.equals("bash") ? BASH : ZSH, typed, completed);
                var words = completed.split(" ", -1);
                var line = shell.equals("bash") ? words[words.length - 1] : completed;
                assertThat(said.strip()).as(shell).isEqualTo(line);
            }
        }
    }

    @Test
    void every_command_is_offered() throws Exception {
        assumeTrue(Pasted.isThere("bash"), "bash is not there");
        var offered = run("bash", BASH.replace(" $1)", " \"\")"), "", "").lines().toList();
        var commands =
                Files.readString(Path.of("../juhui"))
                        .lines()
                        .dropWhile(line -> !line.startsWith("case \"$command\""))
                        .filter(line -> line.matches("    [a-z]+[) ].*"))
                        .map(line -> line.strip().split("[) ]", 2)[0]);
        assertThat(offered).containsExactlyInAnyOrderElementsOf(commands.toList());
    }

    private String run(String shell, String script, String typed, String completed)
            throws IOException, InterruptedException {
        var output = home.resolve("output").toFile();
        var builder =
                new ProcessBuilder(shell, "-c", script, shell, typed, completed)
                        .directory(new File(".."))
                        .redirectErrorStream(true)
                        .redirectOutput(output);
        builder.environment().put("ZDOTDIR", home.toString());
        builder.environment().put("TERM", "dumb");
        var process = builder.start();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return Files.readString(output.toPath(), StandardCharsets.UTF_8);
    }
}
