package cn.juhui.notification.adapter.http.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;

/// A merchant's system: keeps what it was sent, byte for byte, and answers as the test says.
public final class Receiver implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour;

    /// One request.
    public record Received(Instant at, String path, HttpHeaders headers, byte[] body) {

        public String header(String name) {
            return headers.firstValue(name).orElseThrow();
        }

        public String text() {
            return new String(body, java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    /// How it answers.
    @FunctionalInterface
    public interface Behaviour {
        void answer(Received request, HttpExchange exchange) throws IOException;
    }

    public Receiver(Behaviour behaviour) {
        this.behaviour = behaviour;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    /// One that takes everything.
    public static Receiver willing() {
        return new Receiver(always(204, ""));
    }

    public static Behaviour always(int status, String body) {
        return (_, exchange) -> answer(exchange, status, body);
    }

    public static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private void take(HttpExchange exchange) throws IOException {
        var request =
                new Received(
                        Instant.now(),
                        exchange.getRequestURI().getPath(),
                        HttpHeaders.of(exchange.getRequestHeaders(), (_, _) -> true),
                        exchange.getRequestBody().readAllBytes());
        received.add(request);
        behaviour.answer(request, exchange);
    }

    public void behave(Behaviour from) {
        behaviour = from;
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    /// What came, as soon as it is so many.
    public List<Received> await(int many) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(this::received, all -> all.size() >= many);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
