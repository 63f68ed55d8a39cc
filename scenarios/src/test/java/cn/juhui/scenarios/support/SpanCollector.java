package cn.juhui.scenarios.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/// A collector of OpenTelemetry's spans: takes OTLP over HTTP (protobuf), and remembers them.
public final class SpanCollector implements AutoCloseable {

    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();

    /// A span as it came.
    ///
    /// @param parentId empty for the first of a trace
    /// @param kind 2: server, 3: client, 5: consumer, 1: internal
    public record Span(
            String service,
            String traceId,
            String spanId,
            String parentId,
            String name,
            long kind,
            Map<String, String> attributes) {}

    public SpanCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    /// Where it takes spans.
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    /// Those of a trace that have come so far.
    public List<Span> of(String traceId) {
        return spans.stream().filter(span -> span.traceId().equals(traceId)).toList();
    }

    /// All that have come so far.
    public List<Span> all() {
        return List.copyOf(spans);
    }

    private void take(HttpExchange exchange) throws IOException {
        var type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (!"application/x-protobuf".equals(type)) {
            exchange.sendResponseHeaders(415, -1);
        } else {
            each(
                    exchange.getRequestBody().readAllBytes(),
                    (field, value) -> {
                        if (field == 1) {
                            spans.addAll(spansOf((byte[]) value));
                        }
                    });
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, -1);
        }
        exchange.close();
    }

    /// `ResourceSpans`: the resource (1), and spans by scope (2).
    private static List<Span> spansOf(byte[] resourceSpans) {
        var resource = new HashMap<String, String>();
        var found = new ArrayList<Span>();
        each(
                resourceSpans,
                (field, value) -> {
                    if (field == 1) {
                        each((byte[]) value, (inner, one) -> attribute(inner == 1, one, resource));
                    }
                });
        var service = Objects.requireNonNull(resource.get("service.name"));
        each(
                resourceSpans,
                (field, value) -> {
                    if (field == 2) {
                        each(
                                (byte[]) value,
                                (inner, one) -> {
                                    if (inner == 2) {
                                        found.add(span(service, (byte[]) one));
                                    }
                                });
                    }
                });
        return found;
    }

    private static Span span(String service, byte[] bytes) {
        var texts = new HashMap<Integer, String>();
        var attributes = new HashMap<String, String>();
        var kind = new long[1];
        each(
                bytes,
                (field, value) -> {
                    switch (field) {
                        case 1, 2, 4 -> texts.put(field, HexFormat.of().formatHex((byte[]) value));
                        case 5 -> texts.put(5, new String((byte[]) value, StandardCharsets.UTF_8));
                        case 6 -> kind[0] = (Long) value;
                        default -> attribute(field == 9, value, attributes);
                    }
                });
        return new Span(
                service,
                texts.getOrDefault(1, ""),
                texts.getOrDefault(2, ""),
                texts.getOrDefault(4, ""),
                texts.getOrDefault(5, ""),
                kind[0],
                attributes);
    }

    /// `KeyValue`: the key (1), and of the value (2) its text (1).
    private static void attribute(boolean isOne, Object value, Map<String, String> attributes) {
        if (!isOne) {
            return;
        }
        var parts = new HashMap<Integer, String>();
        each(
                (byte[]) value,
                (field, part) -> {
                    if (field == 1) {
                        parts.put(1, new String((byte[]) part, StandardCharsets.UTF_8));
                    } else {
                        each(
                                (byte[]) part,
                                (kind, text) -> {
                                    if (kind == 1) {
                                        parts.put(
                                                2,
                                                new String((byte[]) text, StandardCharsets.UTF_8));
                                    }
                                });
                    }
                });
        attributes.put(parts.getOrDefault(1, ""), parts.getOrDefault(2, ""));
    }

    /// The fields of a protobuf message: a number (`Long`), or what has a length (`byte[]`).
    private static void each(byte[] message, BiConsumer<Integer, Object> field) {
        var at = new int[1];
        while (at[0] < message.length) {
            var tag = number(message, at);
            var name = (int) (tag >>> 3);
            switch ((int) (tag & 7)) {
                case 0 -> field.accept(name, number(message, at));
                case 1 -> at[0] += 8;
                case 2 -> {
                    var length = (int) number(message, at);
                    var value = new byte[length];
                    System.arraycopy(message, at[0], value, 0, length);
                    at[0] += length;
                    field.accept(name, value);
                }
                case 5 -> at[0] += 4;
                default -> throw new IllegalArgumentException("No protobuf: " + tag);
            }
        }
    }

    private static long number(byte[] message, int[] at) {
        var number = 0L;
        for (var shift = 0; ; shift += 7) {
            var next = message[at[0]++];
            number |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return number;
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
