package cn.juhui.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.gateway.route.Service;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.test.context.TestPropertySource;

/// Clients that take their time, or leave. A service that does nothing is given up after one second here.
@Timeout(90)
@TestPropertySource(
        properties = {
            "juhui.http.pace.headers-within=2s",
            "juhui.http.pace.grace=2s",
            "juhui.http.pace.per-second=1KB"
        })
class SlowClientsTest extends GatewayTest {

    private static final int PIECE = 4 * 1024;
    private static final int PIECES = 25;
    private static final int UPLOADS = 150;
    private static final int QUICK = 400;

    private static final Refusing REFUSING = new Refusing();

    static {
        ELSEWHERE.put(Service.PAYOUT, REFUSING.url());
    }

    @AfterAll
    static void stop() throws IOException {
        REFUSING.close();
        ELSEWHERE.clear();
    }

    @Nested
    class a_client_that_leaves {

        private final CountDownLatch closed = new CountDownLatch(1);

        private void writeUntilNobodyReads(HttpExchange exchange) throws IOException {
            try {
                while (!Wire.pause(50)) {
                    exchange.getResponseBody().write(new byte[4 * PIECE]);
                    exchange.getResponseBody().flush();
                }
            } catch (IOException e) {
                closed.countDown();
                throw e;
            }
        }

        @Test
        void a_live_stream_leaves_the_service_at_once() throws Exception {
            upstream(Service.NOTIFICATION)
                    .answers(exchange -> {
                        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
                        exchange.sendResponseHeaders(200, 0);
                        exchange.getResponseBody().write(':');
                        exchange.getResponseBody().flush();
                        // Silent at first: the client's end must be seen, not felt at a write.
                        Wire.pause(2000);
                        exchange.getResponseBody().write(new byte[100]);
                        exchange.getResponseBody().flush();
                        writeUntilNobodyReads(exchange);
                    });
            try (var client = new Wire(port)) {
                client.say(Wire.get("/v1/notifications/stream", ALICE));
                assertThat(client.hear()).startsWith("HTTP/1.1 200");
            }
            assertThat(closed.await(3, TimeUnit.SECONDS)).isTrue();
        }

        @Test
        void a_download_leaves_the_service_at_once() throws Exception {
            upstream(Service.REFUND)
                    .answers(exchange -> {
                        exchange.sendResponseHeaders(200, 0);
                        writeUntilNobodyReads(exchange);
                    });
            try (var client = new Wire(port)) {
                client.say(Wire.get("/v1/refunds/export", ALICE));
                assertThat(client.hear()).startsWith("HTTP/1.1 200");
            }
            assertThat(closed.await(3, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Nested
    class an_upload {

        @Test
        void that_makes_progress_is_waited_for() throws Exception {
            assertThat(slowUpload()).startsWith("HTTP/1.1 200");
            assertThat(upstream(Service.EVIDENCE).asked().body()).hasSize(PIECE * PIECES);
        }

        @Test
        void that_a_service_refuses_unread_hears_it_at_once() throws Exception {
            assertRefusedAtOnce(Wire.upload(100_000, ALICE) + "a");
        }

        @Test
        void that_asks_first_is_refused_before_it_is_sent() throws Exception {
            var asking = "Expect: 100-continue\r\nContent-Length";
            assertRefusedAtOnce(Wire.upload(100_000, ALICE).replaceFirst("Content-Length", asking));
        }

        private void assertRefusedAtOnce(String said) throws IOException {
            try (var client = new Wire(port)) {
                var begun = System.nanoTime();
                client.say(said.replace("/v1/evidence", "/v1/payouts"));
                assertThat(client.hear()).startsWith("HTTP/1.1 429").contains("TOO_MANY");
                assertThat(Duration.ofNanos(System.nanoTime() - begun))
                        .isLessThan(Duration.ofSeconds(1));
            }
        }

        @Test
        void that_asks_first_is_asked_for_it() throws Exception {
            try (var client = new Wire(port)) {
                client.say(
                        Wire.upload(3, ALICE)
                                .replaceFirst("Host: x", "Host: x\r\nExpect: 100-continue"));
                assertThat(client.hear()).startsWith("HTTP/1.1 100");
                client.say("abc");
                assertThat(client.hear()).startsWith("HTTP/1.1 200");
            }
            assertThat(upstream(Service.EVIDENCE).asked().body()).hasSize(3);
        }

        @Test
        void that_is_too_large_hears_it_at_once() throws Exception {
            try (var client = new Wire(port)) {
                var begun = System.nanoTime();
                client.say(Wire.upload(13 * 1024 * 1024, ALICE)).say("a");
                assertThat(client.hear()).startsWith("HTTP/1.1 413").contains("BODY_TOO_LARGE");
                assertThat(Duration.ofNanos(System.nanoTime() - begun))
                        .isLessThan(Duration.ofSeconds(1));
            }
        }

        @Test
        void that_stops_is_cut_off() throws Exception {
            try (var client = new Wire(port)) {
                client.say(Wire.upload(100_000, ALICE)).say("a");
                assertThat(client.hear())
                        .startsWith("HTTP/1.1 408")
                        .contains("REQUEST_TOO_SLOW", "traceId");
            }
        }

        @Test
        void that_drips_is_cut_off() throws Exception {
            try (var client = new Wire(port)) {
                client.say(Wire.upload(100_000, ALICE)).drip("a", 300);
                assertThat(client.hear())
                        .startsWith("HTTP/1.1 408")
                        .contains("REQUEST_TOO_SLOW", "traceId");
            }
        }

        @Test
        void that_nobody_reads_any_more_may_not_drip_on() throws Exception {
            try (var client = new Wire(port)) {
                client.say(Wire.upload(100_000, "nobody")).drip("a", 300);
                assertThat(client.hear()).startsWith("HTTP/1.1 401");
                assertThat(client.hear()).isEmpty();
            }
        }

        /// Slow uploads were given up, and whoever still read them took the bytes of the next requests on recycled buffers.
        @Test
        void leaves_nothing_behind_for_the_next_requests() throws Exception {
            try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
                var uploads = new ArrayList<Future<String>>();
                for (int i = 0; i < UPLOADS; i++) {
                    uploads.add(clients.submit(SlowClientsTest.this::slowUpload));
                }
                for (var upload : uploads) {
                    // On a busy machine the service may have no second for all of them.
                    assertThat(upload.get()).containsAnyOf("HTTP/1.1 200", "HTTP/1.1 504");
                }
            }
            for (int i = 0; i < QUICK; i++) {
                var answer =
                        send(as(ALICE, "/v1/refunds").POST(BodyPublishers.ofString("{\"n\":1}")));
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            }
        }
    }

    /// The beginning of a next request, or a length that is wrong by one: whoever sends it still waits for an answer.
    @Test
    void a_single_byte_behind_a_request_is_not_its_clients_end() throws Exception {
        upstream(Service.REFUND)
                .answers(exchange -> {
                    Wire.pause(600);
                    Upstream.OK.handle(exchange);
                });
        try (var client = new Wire(port)) {
            client.say(
                    """
                    POST /v1/refunds HTTP/1.1\r
                    Host: x\r
                    Authorization: Bearer %s\r
                    Content-Type: application/json\r
                    Content-Length: 2\r
                    \r
                    {})\
                    """
                            .formatted(ALICE));
            assertThat(client.hear()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void headers_that_drip_are_cut_off() throws Exception {
        try (var client = new Wire(port)) {
            client.say("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ").drip("a", 300);
            var begun = System.nanoTime();
            assertThat(client.hear()).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));
        }
    }

    private String slowUpload() throws IOException {
        try (var client = new Wire(port)) {
            client.say(Wire.upload(PIECE * PIECES, ALICE));
            for (int i = 0; i < PIECES; i++) {
                client.say(new byte[PIECE]);
                Wire.pause(100);
            }
            return client.hear();
        }
    }
}
