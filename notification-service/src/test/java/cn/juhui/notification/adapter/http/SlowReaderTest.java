package cn.juhui.notification.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.juhui.contracts.refund.OfferMade;
import cn.juhui.notification.NotificationServiceApplication;
import cn.juhui.notification.application.Notifications;
import cn.juhui.notification.domain.Notification;
import cn.juhui.notification.domain.Recipient;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.ServiceTest;
import cn.juhui.platform.testkit.TestTokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/// A reader who takes nothing any more is cut off when the web server has waited long enough, and their place is free.
@ServiceTest
@SpringBootTest(
        classes = NotificationServiceApplication.class,
        properties = {
            "spring.config.name=notification-service",
            "server.tomcat.connection-timeout=2s",
            "juhui.notifications.streams.total=1"
        },
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class SlowReaderTest {

    private static final int NEWS = 150;
    private static final int CHARACTERS = 20_000;

    /// More than the buffers of both ends hold.
    private static final long ALL_BYTES = 3L * NEWS * CHARACTERS;

    private final String alice = Ids.next("cus");
    private final HttpClient http = HttpClient.newHttpClient();

    @Autowired private Notifications notifications;
    @LocalServerPort private int port;

    private Notification news() {
        return new Notification(
                Ids.next("ntf"),
                Ids.next("evt"),
                OfferMade.TYPE,
                Ids.next("rfd"),
                null,
                new Recipient(Recipient.Side.CUSTOMER, alice),
                List.of(OfferMade.TYPE, "JH1001", "¥1.00", "退".repeat(CHARACTERS)),
                Instant.now(),
                false,
                0);
    }

    private Socket theSlowReader() throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.setSoTimeout(10_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        var request =
                """
                GET /v1/notifications/stream HTTP/1.1
                Host: localhost
                Authorization: Bearer %s
                Last-Event-ID: m0-c0

                """
                        .formatted(TestTokens.customer(alice))
                        .replace("\n", "\r\n");
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        var beginning =
                new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        assertThat(beginning).isEqualTo("HTTP/1.1 200");
        return socket;
    }

    private int bobsStream() throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + port + "/v1/notifications/stream"))
                        .header("Authorization", "Bearer " + TestTokens.customer(Ids.next("cus")))
                        .build();
        var answer = http.send(request, BodyHandlers.ofInputStream());
        answer.body().close();
        return answer.statusCode();
    }

    /// What is still under way to them; the end, or a reset, comes behind it.
    private static long rest(Socket socket) {
        long bytes = 0;
        var buffer = new byte[64 * 1024];
        try {
            for (int n = 0; n >= 0; n = socket.getInputStream().read(buffer)) {
                bytes += n;
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("It is still open", e);
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("reset");
        }
        return bytes;
    }

    @Test
    void who_takes_nothing_is_cut_off_and_makes_room_for_another() throws Exception {
        for (int n = 0; n < NEWS; n++) {
            assertThat(notifications.add(List.of(news()))).hasSize(1);
        }
        try (var slow = theSlowReader()) {
            assertThat(bobsStream()).isEqualTo(503);
            await().atMost(Duration.ofSeconds(15))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> bobsStream() == 200);
            assertThat(rest(slow)).isLessThan(ALL_BYTES);
        }
    }
}
