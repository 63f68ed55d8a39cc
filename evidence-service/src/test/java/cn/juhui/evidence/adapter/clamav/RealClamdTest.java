package cn.juhui.evidence.adapter.clamav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.juhui.evidence.Drawings;
import cn.juhui.evidence.Files;
import cn.juhui.evidence.domain.ScanVerdict;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Debian's own clamd, with one signature of ours; left out where it is not installed.
class RealClamdTest {

    private static final Path CLAMD = Path.of("/usr/sbin/clamd");

    @TempDir static Path folder;

    private static Process daemon;
    private static ClamAvScanner scanner;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(
                java.nio.file.Files.isExecutable(CLAMD), "Debian's clamav-daemon is not installed");
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var signature = HexFormat.of().formatHex(Files.ascii(FakeClamd.MARKER));
        write("database/juhui.ndb", "Juhui.Test:0:*:" + signature + "\n");
        var settings =
                write(
                        "clamd.conf",
                        """
                        DatabaseDirectory %s
                        TCPSocket %d
                        TCPAddr 127.0.0.1
                        Foreground yes
                        StreamMaxLength 2M
                        TemporaryDirectory %s
                        """
                                .formatted(folder.resolve("database"), port, folder));
        daemon =
                new ProcessBuilder(CLAMD.toString(), "--config-file=" + settings)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("clamd.log").toFile())
                        .start();
        scanner =
                new ClamAvScanner(
                        "127.0.0.1",
                        port,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10),
                        CircuitBreaker.ofDefaults("clamav"));
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> scanner.scan(new byte[1]) instanceof ScanVerdict.Clean);
    }

    private static Path write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        java.nio.file.Files.createDirectories(file.getParent());
        return java.nio.file.Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (daemon != null) {
            daemon.destroy();
            daemon.waitFor();
        }
    }

    @Test
    void a_screenshot_is_clean() {
        assertThat(scanner.scan(Drawings.png(Drawings.screen())))
                .isEqualTo(new ScanVerdict.Clean());
    }

    @Test
    void a_picture_with_the_signature_in_it_is_infected() {
        var png = Drawings.png(Drawings.screen());
        var marked = Files.pngWith(png, Files.chunk("tEXt", Files.ascii(FakeClamd.MARKER)));
        assertThat(scanner.scan(marked))
                .isEqualTo(new ScanVerdict.Infected("Juhui.Test.UNOFFICIAL"));
    }

    @Test
    void what_is_longer_than_its_stream_limit_is_not_judged() {
        var file = new byte[6_000_000];
        new Random(5).nextBytes(file);
        assertThat(scanner.scan(file))
                .isInstanceOfAny(ScanVerdict.CantTell.class, ScanVerdict.NoAnswer.class);
    }
}
