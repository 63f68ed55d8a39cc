package cn.juhui.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A service behind the gateway that remembers what it was asked, and answers as it is told.
final class Upstream {

    static final HttpHandler OK =
            exchange ->
                    answer(
                            exchange,
                            200,
                            "{\"ok\":true}",
                            Map.of("Content-Type", "application/json"));

    /// Connections that nobody has taken yet. Who finds no room (50 by default) tries again after a second, and by then the gateway has given up.
    private static final int WAITING = 500;

    private final HttpServer server;
    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private volatile HttpHandler handler = OK;

    /// @param headers with lower-case names
    record Asked(String method, String uri, Map<String, String> headers, byte[] body) {

        @Nullable String header(String name) {
            return headers.get(name);
        }
    }

    Upstream() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), WAITING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory()));
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            handler.handle(exchange);
        }
    }

    /// Reads the request whole and remembers it before it answers so.
    void answers(HttpHandler then) {
        handler =
                exchange -> {
                    remember(exchange, exchange.getRequestBody().readAllBytes());
                    then.handle(exchange);
                };
    }

    /// Leaves even reading the request to the handler.
    void handles(HttpHandler all) {
        handler = all;
    }

    void remember(HttpExchange exchange, byte[] body) {
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) ->
                        headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        asked.add(
                new Asked(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        headers,
                        body));
    }

    static void answer(HttpExchange exchange, int status, String body, Map<String, String> headers)
            throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /// The next request that came in.
    ///
    /// @throws AssertionError when none came within seconds
    Asked asked() {
        try {
            var next = asked.poll(10, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("Nothing was asked");
            }
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean wasAsked() {
        return !asked.isEmpty();
    }

    void forget() {
        asked.clear();
        answers(OK);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}
