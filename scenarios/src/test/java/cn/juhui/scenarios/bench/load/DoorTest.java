package cn.juhui.scenarios.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.juhui.scenarios.client.Juhui;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DoorTest {

    private static final String TEXT = "{\"text\":\"" + "退款".repeat(5_000) + "\"}";

    private final List<HttpExchange> asked = new CopyOnWriteArrayList<>();
    private final Set<Integer> ports = ConcurrentHashMap.newKeySet();
    private HttpServer server;
    private Juhui juhui;
    private Door door;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/whole", exchange -> answer(exchange, 200, false));
        server.createContext("/chunks", exchange -> answer(exchange, 201, true));
        server.createContext(
                "/last",
                exchange -> {
                    exchange.getResponseHeaders().set("Connection", "close");
                    answer(exchange, 200, false);
                });
        server.start();
        juhui = new Juhui("http://127.0.0.1:" + server.getAddress().getPort());
        door = new Door(juhui);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void an_answer_is_read_whole_in_chunks_or_at_once_and_the_connection_is_kept() {
        assertThat(door.get(juhui.bearer("t"), "/whole")).isEqualTo(TEXT);
        assertThat(door.post(201, juhui.bearer("t"), "/chunks", Map.of("a", 1))).isEqualTo(TEXT);
        assertThat(door.get(juhui.bearer("t"), "/whole")).isEqualTo(TEXT);
        assertThat(ports).hasSize(1);
    }

    @Test
    void a_request_says_who_asks_and_what() {
        door.post(201, juhui.bearer("t"), "/chunks", Map.of("a", "退"), "Prefer: wait=10");
        var headers = asked.getFirst().getRequestHeaders();
        assertThat(headers.getFirst("Authorization")).isEqualTo("Bearer t");
        assertThat(headers.getFirst("Prefer")).isEqualTo("wait=10");
        assertThat(headers.getFirst("Idempotency-Key")).hasSize(36);
        assertThat(asked.getFirst().getAttribute("body")).isEqualTo("{\"a\":\"退\"}");
    }

    @Test
    void where_the_server_says_so_the_connection_is_not_used_again() {
        door.get(juhui.bearer("t"), "/last");
        door.get(juhui.bearer("t"), "/whole");
        assertThat(ports).hasSize(2);
    }

    @Test
    void an_answer_that_nobody_expects_is_told_whole() {
        assertThatThrownBy(() -> door.post(200, juhui.bearer("t"), "/chunks", Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("/chunks", "201", "退款");
    }

    @Test
    void a_connection_that_the_server_ended_meanwhile_is_replaced() throws Exception {
        var requests = new ConcurrentLinkedQueue<String>();
        try (var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answering =
                    threads.submit(() -> {
                        for (int i = 0; i < 2; i++) {
                            try (var connection = socket.accept()) {
                                requests.add(head(connection.getInputStream()));
                                connection
                                        .getOutputStream()
                                        .write(
                                                "HTTP/1.1 200 \r\nContent-Length: 2\r\n\r\n{}"
                                                        .getBytes(StandardCharsets.US_ASCII));
                            }
                        }
                        return requests.size();
                    });
            var other = new Juhui("http://127.0.0.1:" + socket.getLocalPort());
            var door = new Door(other);
            assertThat(door.get(other.bearer("t"), "/a")).isEqualTo("{}");
            assertThat(door.get(other.bearer("t"), "/b")).isEqualTo("{}");
            assertThat(answering.get()).isEqualTo(2);
        }
        assertThat(requests).element(1).asString().startsWith("GET /b HTTP/1.1");
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        return head.toString();
    }

    private void answer(HttpExchange exchange, int status, boolean inChunks) throws IOException {
        ports.add(exchange.getRemoteAddress().getPort());
        exchange.setAttribute(
                "body",
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        asked.add(exchange);
        var body = TEXT.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, inChunks ? 0 : body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
