package cn.juhui.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.platform.testkit.ServiceTest;
import cn.juhui.platform.testkit.TestTokens;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Uploads that are announced and don't come hold their places, and nobody else's.
@Timeout(60)
@ServiceTest
@SpringBootTest(
        classes = ThingApplication.class,
        properties = {
            "spring.config.name=thing-service",
            "juhui.http.places.per-caller=2",
            "juhui.http.places.spooled=3MB"
        },
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class BodyPlacesTest {

    private static final int MEGABYTE = 1024 * 1024;
    private static final String ALICE = TestTokens.customer("cus_alice");
    private static final String BOB = TestTokens.customer("cus_bob");

    private static final String EXPECTING = "Expect: 100-continue\r\n\r\n";

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort private int port;

    @Test
    void are_taken_before_the_body_comes_and_given_back_when_it_does_not() throws Exception {
        try (var first = holding(ALICE);
                var second = holding(ALICE)) {
            assertThat(answeredIn(ALICE, 10, 429).body()).contains("TOO_MANY_UPLOADS", "traceId");
            answeredIn(BOB, 2 * MEGABYTE, 503);
            answeredIn(BOB, 10, 200);
            assertThat(second.isConnected()).isEqualTo(first.isConnected());
        }
        assertThat(answeredIn(BOB, 2 * MEGABYTE, 200).body()).contains("bytes");
        assertThat(answeredIn(ALICE, 10, 200).body()).contains("bytes");
    }

    @Test
    void who_gets_none_hears_it_before_they_have_sent_anything() throws Exception {
        var carol = TestTokens.customer("cus_carol");
        try (var first = holding(carol);
                var second = holding(carol)) {
            try (var third = announced(carol)) {
                assertThat(statusLine(third)).isEqualTo("HTTP/1.1 429");
            }
            try (var fourth = announced(carol, EXPECTING)) {
                assertThat(statusLine(fourth)).isEqualTo("HTTP/1.1 429");
            }
            assertThat(second.isConnected()).isEqualTo(first.isConnected());
        }
    }

    /// Whoever is told to go on has a place.
    private Socket holding(String token) throws IOException {
        var client = announced(token, EXPECTING);
        assertThat(statusLine(client)).isEqualTo("HTTP/1.1 100");
        return client;
    }

    private static String statusLine(Socket client) throws IOException {
        client.setSoTimeout(20_000);
        return new String(client.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    }

    private Socket announced(String token) throws IOException {
        return announced(token, "\r\n--x\r\n");
    }

    private Socket announced(String token, String rest) throws IOException {
        var socket = new Socket("127.0.0.1", port);
        var head =
                """
                POST /v1/files HTTP/1.1\r
                Host: x\r
                Authorization: Bearer %s\r
                Content-Type: multipart/form-data; boundary=x\r
                Content-Length: %d\r
                %s\
                """
                        .formatted(token, MEGABYTE, rest);
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private HttpResponse<String> upload(String token, int bytes) throws Exception {
        var form =
                "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"
                        + "a".repeat(bytes)
                        + "\r\n--x--\r\n";
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/files"))
                        .header("Authorization", "Bearer " + token)
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .header("Content-Type", "multipart/form-data; boundary=x")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    /// The first answer with this status; places are taken and come free while the server works.
    private HttpResponse<String> answeredIn(String token, int bytes, int status) throws Exception {
        var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            var answer = upload(token, bytes);
            if (answer.statusCode() == status || System.nanoTime() > end) {
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
                return answer;
            }
        }
    }
}
