package cn.juhui.evidence.adapter.clamav;

import cn.juhui.evidence.application.picture.Scanner;
import cn.juhui.evidence.domain.ScanVerdict;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// clamd's `INSTREAM` command (clamd(8)): `zINSTREAM\0`, then chunks of a four-byte length and that many bytes, ended by a chunk of
/// length 0. It answers `stream: OK`, `stream: <name> FOUND`, or something that ends in `ERROR`, above all when the file is longer
/// than its `StreamMaxLength`; then it may stop reading before everything is sent.
public final class ClamAvScanner implements Scanner {

    private static final Logger LOG = LoggerFactory.getLogger(ClamAvScanner.class);

    private static final byte[] COMMAND = "zINSTREAM\0".getBytes(StandardCharsets.US_ASCII);
    private static final int CHUNK = 64 * 1024;
    private static final int LONGEST_ANSWER = 1024;

    private final String host;
    private final int port;
    private final Duration connectTimeout;
    private final Duration timeLimit;
    private final CircuitBreaker breaker;

    /// @param timeLimit for the whole exchange about one file
    public ClamAvScanner(
            String host,
            int port,
            Duration connectTimeout,
            Duration timeLimit,
            CircuitBreaker breaker) {
        this.host = host;
        this.port = port;
        this.connectTimeout = connectTimeout;
        this.timeLimit = timeLimit;
        this.breaker = breaker;
    }

    @Override
    public boolean isConfigured() {
        return true;
    }

    @Override
    public ScanVerdict scan(byte[] file) {
        try {
            var verdict = breaker.executeCallable(() -> ask(file));
            if (verdict instanceof ScanVerdict.CantTell(var answer)) {
                LOG.warn("clamd can't judge {} bytes: {}", file.length, answer);
            }
            return verdict;
        } catch (IOException | CallNotPermittedException e) {
            LOG.warn("clamd did not answer: {}", e.toString());
            return new ScanVerdict.NoAnswer();
        } catch (Exception e) {
            throw new IllegalStateException("The scanner is broken", e);
        }
    }

    /// Reads and writes have no deadline of their own that would hold for all of them together: closing the socket ends both.
    private ScanVerdict ask(byte[] file) throws IOException {
        try (var socket = new Socket()) {
            var timeUp =
                    CompletableFuture.runAsync(
                            () -> close(socket),
                            CompletableFuture.delayedExecutor(
                                    timeLimit.toMillis(), TimeUnit.MILLISECONDS));
            try {
                socket.connect(new InetSocketAddress(host, port), (int) connectTimeout.toMillis());
                send(socket, file);
                return verdict(answer(socket.getInputStream()));
            } finally {
                timeUp.cancel(false);
            }
        }
    }

    private static void send(Socket socket, byte[] file) {
        try {
            var out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
            out.write(COMMAND);
            for (int at = 0; at < file.length; at += CHUNK) {
                var length = Math.min(CHUNK, file.length - at);
                out.writeInt(length);
                out.write(file, at, length);
            }
            out.writeInt(0);
            out.flush();
        } catch (IOException e) {
            // It has stopped reading: its answer says why.
            LOG.debug("clamd stopped reading: {}", e.toString());
        }
    }

    private static String answer(InputStream in) throws IOException {
        var answer = new StringBuilder();
        for (int c = in.read(); c > 0 && c != '\n'; c = in.read()) {
            if (answer.length() == LONGEST_ANSWER) {
                throw new IOException("The answer has no end");
            }
            answer.append((char) c);
        }
        return answer.toString().strip();
    }

    private static ScanVerdict verdict(String answer) throws IOException {
        if (answer.equals("stream: OK")) {
            return new ScanVerdict.Clean();
        }
        if (answer.startsWith("stream: ") && answer.endsWith(" FOUND")) {
            return new ScanVerdict.Infected(
                    answer.substring("stream: ".length(), answer.length() - " FOUND".length()));
        }
        if (answer.endsWith("ERROR")) {
            return new ScanVerdict.CantTell(answer);
        }
        throw new IOException("Not an answer of clamd: " + answer);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("Closing failed: {}", e.toString());
        }
    }
}
