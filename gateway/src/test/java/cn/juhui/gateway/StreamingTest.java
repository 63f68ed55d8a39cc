package cn.juhui.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.gateway.route.Service;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StreamingTest extends GatewayTest {

    private static final int MEGABYTE = 1024 * 1024;

    @Nested
    class the_live_stream {

        @Test
        void hands_on_each_event_at_once_and_outlives_the_read_timeout() throws Exception {
            var firstWasRead = new CountDownLatch(1);
            upstream(Service.NOTIFICATION)
                    .answers(exchange -> {
                        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
                        exchange.sendResponseHeaders(200, 0);
                        var out = exchange.getResponseBody();
                        out.write("id: 1\ndata: one\n\n".getBytes(StandardCharsets.UTF_8));
                        out.flush();
                        await(firstWasRead);
                        pauseLongerThanTheReadTimeout();
                        out.write("id: 2\ndata: two\n\n".getBytes(StandardCharsets.UTF_8));
                    });
            var answer =
                    CLIENT.send(
                            as(ALICE, "/v1/notifications/stream")
                                    .header("Accept", "text/event-stream")
                                    .header("Last-Event-ID", "0")
                                    .build(),
                            BodyHandlers.ofInputStream());
            assertThat(header(answer, "Content-Type")).startsWith("text/event-stream");
            assertThat(upstream(Service.NOTIFICATION).asked().header("last-event-id"))
                    .isEqualTo("0");
            try (var lines =
                    new BufferedReader(
                            new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                assertThat(lines.readLine()).isEqualTo("id: 1");
                assertThat(lines.readLine()).isEqualTo("data: one");
                assertThat(lines.readLine()).isEmpty();
                firstWasRead.countDown();
                assertThat(lines.readLine()).isEqualTo("id: 2");
                assertThat(lines.readLine()).isEqualTo("data: two");
            }
        }

        private void pauseLongerThanTheReadTimeout() throws IOException {
            try {
                var unused = new CountDownLatch(1).await(1500, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    @Nested
    class an_upload {

        @Test
        void arrives_as_it_was_sent() {
            var bytes = new byte[8 * MEGABYTE];
            new Random(1).nextBytes(bytes);
            var answer =
                    send(
                            as(ALICE, "/v1/evidence")
                                    .header("Content-Type", "multipart/form-data; boundary=x")
                                    .POST(BodyPublishers.ofByteArray(bytes)));
            assertThat(answer.statusCode()).isEqualTo(200);
            var asked = upstream(Service.EVIDENCE).asked();
            assertThat(asked.header("content-type")).isEqualTo("multipart/form-data; boundary=x");
            assertThat(Arrays.equals(asked.body(), bytes)).isTrue();
        }

        @Test
        void reaches_the_service_while_the_client_is_still_sending() throws Exception {
            var firstHalfArrived = new CountDownLatch(1);
            upstream(Service.EVIDENCE)
                    .handles(exchange -> {
                        exchange.getRequestBody().readNBytes(MEGABYTE);
                        firstHalfArrived.countDown();
                        exchange.getRequestBody().readAllBytes();
                        Upstream.OK.handle(exchange);
                    });
            var pipe = new PipedOutputStream();
            var body = new PipedInputStream(pipe, 64 * 1024);
            var answer =
                    CLIENT.sendAsync(
                            as(ALICE, "/v1/evidence")
                                    .header("Content-Type", "multipart/form-data; boundary=x")
                                    .POST(BodyPublishers.ofInputStream(() -> body))
                                    .build(),
                            BodyHandlers.ofString());
            pipe.write(new byte[2 * MEGABYTE]);
            pipe.flush();
            assertThat(firstHalfArrived.await(10, TimeUnit.SECONDS)).isTrue();
            pipe.write(new byte[MEGABYTE]);
            pipe.close();
            assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
    }

    @Nested
    class a_body_beyond_the_limit {

        @Test
        void is_refused_by_its_announced_length() {
            var answer =
                    send(
                            as(ALICE, "/v1/evidence")
                                    .header("Content-Type", "multipart/form-data; boundary=x")
                                    .POST(BodyPublishers.ofByteArray(new byte[13 * MEGABYTE])));
            assertThat(problem(answer)).isEqualTo("413 BODY_TOO_LARGE");
            assertThat(anybodyWasAsked()).isFalse();
        }

        @Test
        void is_cut_off_when_it_announced_none() {
            var endless = new ByteArrayInputStream(new byte[14 * MEGABYTE]);
            var answer =
                    send(
                            as(ALICE, "/v1/evidence")
                                    .header("Content-Type", "multipart/form-data; boundary=x")
                                    .POST(BodyPublishers.ofInputStream(() -> endless)));
            assertThat(problem(answer)).isEqualTo("413 BODY_TOO_LARGE");
        }

        @Test
        void is_much_smaller_when_it_is_json() {
            var answer =
                    send(
                            as(ALICE, "/v1/refunds")
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofByteArray(new byte[65 * 1024])));
            assertThat(problem(answer)).isEqualTo("413 BODY_TOO_LARGE");
            assertThat(anybodyWasAsked()).isFalse();
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
