package cn.juhui.evidence.adapter.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A store that speaks as much of S3 as is asked of it, on a port of this machine.
public final class FakeS3 implements AutoCloseable {

    private final HttpServer server;
    private final CountDownLatch closed = new CountDownLatch(1);

    public final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    final Map<String, String> types = new ConcurrentHashMap<>();
    public final List<String> calls = new CopyOnWriteArrayList<>();
    final List<String> signatures = new CopyOnWriteArrayList<>();

    /// Answered to everything instead of the truth; 0 for the truth, negative for no answer at all.
    public volatile int fault;

    /// The [#fault] of a store that answers a byte at a time.
    static final int DRIPPING = -2;

    /// Its key may look and nothing else.
    volatile boolean isReadOnly;

    /// How many more objects it takes in before it is full.
    public final AtomicInteger room = new AtomicInteger(Integer.MAX_VALUE);

    /// The only bucket that it has.
    public static final String BUCKET = "evidence";

    public FakeS3() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        calls.add(exchange.getRequestMethod() + " " + path);
        signatures.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        var body = exchange.getRequestBody().readAllBytes();
        if (fault == DRIPPING) {
            drip(exchange);
            return;
        }
        if (fault < 0) {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
            return;
        }
        if (fault > 0) {
            error(exchange, fault, fault == 403 ? "AccessDenied" : "SlowDown");
            return;
        }
        switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                if (isReadOnly) {
                    error(exchange, 403, "AccessDenied");
                    return;
                }
                if (room.getAndDecrement() <= 0) {
                    error(exchange, 507, "InsufficientStorage");
                    return;
                }
                objects.put(path, body);
                types.put(path, exchange.getRequestHeaders().getFirst("Content-Type"));
                exchange.getResponseHeaders().set("ETag", "\"etag\"");
                send(exchange, 200, new byte[0]);
            }
            case "HEAD" -> head(exchange, path);
            case "GET" -> {
                var object = objects.get(path);
                if (object == null) {
                    error(exchange, 404, "NoSuchKey");
                } else {
                    send(exchange, 200, object);
                }
            }
            default -> {
                objects.remove(path);
                send(exchange, 204, new byte[0]);
            }
        }
    }

    /// A byte now and then, for as long as somebody reads.
    private void drip(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 1000);
        try (var body = exchange.getResponseBody()) {
            for (int i = 0; i < 1000; i++) {
                body.write(i);
                body.flush();
                if (closed.await(100, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void head(HttpExchange exchange, String path) throws IOException {
        if (path.lastIndexOf('/') == 0) {
            exchange.sendResponseHeaders(path.equals("/" + BUCKET) ? 200 : 404, -1);
            exchange.close();
            return;
        }
        var object = objects.get(path);
        if (object != null) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(object.length));
        }
        exchange.sendResponseHeaders(object == null ? 404 : 200, -1);
        exchange.close();
    }

    private static void error(HttpExchange exchange, int status, String code) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        var text = "<?xml version=\"1.0\"?><Error><Code>%s</Code></Error>".formatted(code);
        send(exchange, status, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        var silent = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, silent ? -1 : body.length);
        if (!silent) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
