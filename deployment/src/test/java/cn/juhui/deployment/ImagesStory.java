package cn.juhui.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The image of every process is built by the one recipe and its service started from it, without a container engine and
/// without a registry: what `docker/prove-image.sh` does.
///
/// Some minutes, so it is part of the long run only: `./juhui test long`, as root, with Debian's buildah and debootstrap.
class ImagesStory {

    private static final Path LOG = Path.of("target", "prove-image.log");

    @BeforeEach
    void tools() throws Exception {
        assumeTrue(
                "root".equals(System.getProperty("user.name")),
                "Only root may change the root directory");
        for (var tool : List.of("buildah", "debootstrap", "setpriv")) {
            assumeTrue(isThere(tool), tool + " is missing: apt-get install buildah debootstrap");
        }
    }

    @Test
    void every_process_starts_from_its_image_with_and_without_what_it_learnt() throws Exception {
        var processes = new ArrayList<>(ServiceSettings.SERVICES);
        processes.addAll(List.of("gateway", "channel"));

        var proof =
                new ProcessBuilder("docker/prove-image.sh")
                        .directory(Repository.ROOT.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(LOG.toFile())
                        .start();
        var ended = proof.waitFor(45, TimeUnit.MINUTES);
        proof.destroy();

        assertThat(ended).as("ended in time; see " + LOG).isTrue();
        assertThat(proof.exitValue()).as(Files.readString(LOG)).isZero();
        for (var process : processes) {
            for (var way : List.of("cache", "no-cache")) {
                assertThat(starts(process, way))
                        .as(process + " " + way)
                        .hasSize(3)
                        .allMatch(line -> line.contains("uid 10001 "))
                        .allMatch(line -> line.endsWith("capabilities 0000000000000000"));
            }
        }
    }

    private static List<String> starts(String process, String way) throws IOException {
        try (Stream<String> lines = Files.lines(LOG)) {
            return lines.filter(line -> line.matches(process + " +" + way + " +ready .*")).toList();
        }
    }

    private static boolean isThere(String tool) throws Exception {
        var look =
                new ProcessBuilder("sh", "-c", "command -v " + tool)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return look.waitFor(10, TimeUnit.SECONDS) && look.exitValue() == 0;
    }
}
