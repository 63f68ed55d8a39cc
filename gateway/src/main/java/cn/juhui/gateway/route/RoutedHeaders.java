package cn.juhui.gateway.route;

import cn.juhui.gateway.edge.HeaderFormFilter;
import cn.juhui.platform.trace.TraceContext;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The request headers that a service gets to see: nothing that a client could use to pretend to be a proxy or somebody else,
/// nothing that would arrive changed (values outside of ASCII), nothing about the connection, and the trace that the gateway is in.
final class RoutedHeaders {

    private static final String TRACE = "traceparent";

    private static final Set<String> DROPPED =
            Set.of(
                    "forwarded",
                    "x-real-ip",
                    "true-client-ip",
                    "x-client-ip",
                    "x-cluster-client-ip",
                    "x-original-url",
                    "x-rewrite-url",
                    "x-http-method-override",
                    "x-http-method",
                    "x-method-override",
                    "cookie",
                    "expect",
                    "upgrade",
                    "connection",
                    "keep-alive",
                    "proxy-authorization",
                    "proxy-connection",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "content-length",
                    "host");

    private RoutedHeaders() {}

    static void copy(HttpServletRequest client, HttpRequest.Builder question) {
        var namedByConnection = namedByConnection(client);
        for (var name : Collections.list(client.getHeaderNames())) {
            var lower = name.toLowerCase(Locale.ROOT);
            if (!isDropped(lower) && !namedByConnection.contains(lower)) {
                for (var value : Collections.list(client.getHeaders(name))) {
                    if (HeaderFormFilter.isPassable(value)) {
                        question.header(name, value);
                    }
                }
            }
        }
        var trace = TraceContext.current();
        if (trace != null) {
            question.setHeader(TRACE, trace);
        }
    }

    private static List<String> namedByConnection(HttpServletRequest client) {
        return Collections.list(client.getHeaders("Connection")).stream()
                .flatMap(value -> Arrays.stream(value.toLowerCase(Locale.ROOT).split(",")))
                .map(String::strip)
                .toList();
    }

    private static boolean isDropped(String name) {
        return DROPPED.contains(name)
                || name.startsWith("x-user-")
                || name.equals("x-user")
                || name.startsWith("x-forwarded-")
                || name.startsWith("x-internal-");
    }
}
