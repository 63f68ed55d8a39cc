package cn.juhui.evidence.adapter.clamav;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.evidence.Files;
import cn.juhui.evidence.adapter.clamav.FakeClamd.Mood;
import cn.juhui.evidence.domain.ScanVerdict;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClamAvScannerTest {

    /// For a daemon that will not answer; one that does may be on a busy machine.
    private static final Duration SHORT = Duration.ofMillis(500);

    private static final Duration LONG = Duration.ofSeconds(10);

    private final FakeClamd daemon = new FakeClamd();
    private final ClamAvScanner scanner = scanner(LONG);

    private ClamAvScanner scanner(Duration timeLimit) {
        return new ClamAvScanner(
                "127.0.0.1",
                daemon.port(),
                Duration.ofSeconds(2),
                timeLimit,
                CircuitBreaker.ofDefaults("clamav"));
    }

    private static byte[] noise(int length) {
        var file = new byte[length];
        new Random(3).nextBytes(file);
        return file;
    }

    @AfterEach
    void stop() throws IOException {
        daemon.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1, 3_000_000})
    void every_byte_arrives_once_whatever_the_length(int length) {
        var file = noise(length);
        assertThat(scanner.scan(file)).isEqualTo(new ScanVerdict.Clean());
        assertThat(daemon.scanned()).containsExactly(file);
    }

    @Test
    void what_it_finds_has_a_name() {
        var file = Files.join(noise(100_000), Files.ascii(FakeClamd.MARKER), noise(10));
        assertThat(scanner.scan(file)).isEqualTo(new ScanVerdict.Infected("Juhui.Test.UNOFFICIAL"));
    }

    @Test
    void a_file_that_is_too_long_for_the_daemon_is_not_judged() {
        daemon.is(Mood.FULL);
        assertThat(scanner.scan(noise(5_000_000)))
                .isEqualTo(new ScanVerdict.CantTell("INSTREAM size limit exceeded. ERROR"));
    }

    @ParameterizedTest
    @EnumSource(names = {"AWAY", "SILENT", "TALKING_NONSENSE", "NEVER_ENDING"})
    void a_daemon_that_does_not_answer_says_nothing_about_the_file_and_takes_no_longer_than_allowed(
            Mood mood) {
        daemon.is(mood);
        var hasty = scanner(SHORT);
        var start = Instant.now();
        assertThat(hasty.scan(noise(100_000))).isEqualTo(new ScanVerdict.NoAnswer());
        assertThat(Duration.between(start, Instant.now())).isLessThan(SHORT.multipliedBy(12));
    }

    @Test
    void a_daemon_that_is_not_there_says_nothing_about_the_file() throws IOException {
        daemon.close();
        assertThat(scanner.scan(noise(10))).isEqualTo(new ScanVerdict.NoAnswer());
    }
}
