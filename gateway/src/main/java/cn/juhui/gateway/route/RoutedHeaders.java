package cn.juhui.gateway.route;

import cn.juhui.gateway.edge.HeaderFormFilter;
import cn.juhui.platform.trace.TraceContext;
import java.util.Locale;
import java.util.Set;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.RequestHttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerRequest;

/// The request headers that a service gets to see: nothing that a client could use to pretend to be a proxy or somebody else,
/// nothing that would arrive changed (values outside of ASCII), and the trace that the gateway is in.
public final class RoutedHeaders implements RequestHttpHeadersFilter {

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
                    "transfer-encoding");

    @Override
    public HttpHeaders apply(HttpHeaders headers, ServerRequest request) {
        var namedByConnection =
                headers.getConnection().stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList();
        var passed = new HttpHeaders();
        headers.forEach((name, values) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (!isDropped(lower) && !namedByConnection.contains(lower)) {
                values.stream()
                        .filter(HeaderFormFilter::isPassable)
                        .forEach(value -> passed.add(name, value));
            }
        });
        var trace = TraceContext.current();
        if (trace != null) {
            passed.set("traceparent", trace);
        }
        return passed;
    }

    private static boolean isDropped(String name) {
        return DROPPED.contains(name)
                || name.startsWith("x-user-")
                || name.equals("x-user")
                || name.startsWith("x-forwarded-")
                || name.startsWith("x-internal-");
    }
}
