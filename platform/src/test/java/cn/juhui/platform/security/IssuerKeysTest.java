package cn.juhui.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.juhui.platform.testkit.BoundSettings;
import cn.juhui.platform.testkit.FakeIssuer;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class IssuerKeysTest {

    private static SecuritySettings settings(String uri) {
        return BoundSettings.of(
                SecuritySettings.class,
                "platform-http.yml",
                Map.of("juhui.security.jwk-set-uri", uri, "JWT_ISSUER", ""));
    }

    @Test
    void are_kept_for_hours_by_default() {
        assertThat(settings("http://127.0.0.1:9").keys())
                .isEqualTo(
                        new SecuritySettings.Keys(
                                Duration.ofMinutes(1),
                                Duration.ofHours(12),
                                Duration.ofSeconds(5)));
        assertThatThrownBy(() ->
                        new SecuritySettings.Keys(
                                Duration.ofMinutes(1),
                                Duration.ofMinutes(1),
                                Duration.ofSeconds(5)))
                .hasMessageContaining("JWK_SET_KEPT_FOR");
    }

    @Test
    void are_missing_in_a_process_that_starts_without_the_issuer_until_it_is_there() {
        try (var issuer = new FakeIssuer();
                var keys = new IssuerKeys(settings(issuer.jwkSetUri()), InstantSource.system())) {
            var decoder = Tokens.decoder(settings(issuer.jwkSetUri()), keys);
            assertThat(keys.areThere()).isFalse();
            var before = System.nanoTime();
            assertThatThrownBy(() -> decoder.decode(issuer.customer("alice")))
                    .isInstanceOf(IssuerAwayException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isLessThan(Duration.ofSeconds(1));

            issuer.answers();
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(keys::areThere);
            assertThat(decoder.decode(issuer.customer("alice")).getSubject()).isEqualTo("alice");
        }
    }

    /// One byte every half a second, which no time limit of the connection notices.
    @Test
    void are_not_waited_for_byte_by_byte() throws IOException {
        try (var socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            var published = new PublishedKeys("http://127.0.0.1:" + socket.getLocalPort() + "/");
            var unused = Thread.ofVirtual().start(() -> drip(socket));
            var before = System.nanoTime();
            assertThatThrownBy(published::read).isInstanceOf(IOException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isLessThan(Duration.ofSeconds(8));
        }
    }

    private static void drip(ServerSocket socket) {
        try (var connection = socket.accept();
                var out = connection.getOutputStream()) {
            out.write(
                    "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            var pause = new CountDownLatch(1);
            do {
                out.write(' ');
                out.flush();
            } while (!pause.await(500, TimeUnit.MILLISECONDS) && !socket.isClosed());
        } catch (IOException | InterruptedException e) {
            return; // Whoever listened has gone.
        }
    }

    @Test
    void that_are_none_are_no_answer() throws Exception {
        for (var body : List.of("{\"keys\":[]}", "<html>", "")) {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    "/",
                    exchange -> {
                        try (exchange) {
                            exchange.sendResponseHeaders(200, Math.max(body.length(), 1));
                            exchange.getResponseBody()
                                    .write(
                                            (body + " ").getBytes(StandardCharsets.US_ASCII),
                                            0,
                                            Math.max(body.length(), 1));
                        }
                    });
            server.start();
            try {
                var published =
                        new PublishedKeys(
                                "http://127.0.0.1:" + server.getAddress().getPort() + "/");
                assertThatThrownBy(published::read).isInstanceOf(Exception.class);
            } finally {
                server.stop(0);
            }
        }
    }
}
