package cn.juhui.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./juhui secrets`.
class SecretsTest {

    @TempDir Path room;

    @Test
    void are_those_that_compose_asks_for() throws Exception {
        var wanted = new TreeSet<String>();
        var secret =
                Pattern.compile("\\$\\{([A-Z_]+):\\?")
                        .matcher(Repository.text("docker-compose.yml"));
        while (secret.find()) {
            wanted.add(secret.group(1));
        }
        assertThat(secrets(written("one")).keySet()).isEqualTo(wanted);
    }

    @Test
    void are_long_random_and_never_the_same() throws Exception {
        var one = secrets(written("one"));
        var other = secrets(written("other"));
        assertThat(one.values())
                .allMatch(value -> value.matches("[0-9a-f]{64}"))
                .doesNotHaveDuplicates();
        assertThat(one.values()).doesNotContainAnyElementsOf(other.values());
    }

    @Test
    void are_for_nobody_else_to_read() throws Exception {
        assertThat(Files.getPosixFilePermissions(written("one")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void once_written_stay_as_they_are() throws Exception {
        var file = written("one");
        var before = Files.readString(file);
        assertThat(juhui(file)).isNotZero();
        assertThat(file).hasContent(before);
    }

    private Path written(String name) throws IOException, InterruptedException {
        var file = room.resolve(name);
        assertThat(juhui(file)).isZero();
        return file;
    }

    private static int juhui(Path file) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder("./juhui", "secrets", file.toString())
                        .directory(Repository.ROOT.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static Map<String, String> secrets(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.map(line -> line.split("=", 2))
                    .collect(
                            Collectors.toMap(
                                    pair -> pair[0],
                                    pair -> pair[1],
                                    (a, _) -> a,
                                    java.util.TreeMap::new));
        }
    }
}
