package cn.juhui.gateway.route;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;
import org.springframework.web.HttpRequestHandler;

/// Passes a request on to an instance of its route's service, and the answer back as it comes: status, headers and body are the
/// service's own.
public final class RouteHandler implements HttpRequestHandler {

    /// The log's word for a client that did not wait; nobody reads it.
    private static final int CLIENT_GONE = 499;

    /// What an answer says about the connection that it came by.
    private static final Set<String> OF_THE_CONNECTION =
            Set.of(
                    ":status",
                    "connection",
                    "keep-alive",
                    "proxy-authenticate",
                    "proxy-connection",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");

    private final Service service;
    private final Upstreams upstreams;
    private final OwnThreadExchange exchange;
    private final UpstreamFailures failures;

    public RouteHandler(
            Service service,
            Upstreams upstreams,
            OwnThreadExchange exchange,
            UpstreamFailures failures) {
        this.service = service;
        this.upstreams = upstreams;
        this.exchange = exchange;
        this.failures = failures;
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            var answer =
                    upstreams.ask(request, service, instance -> exchange.ask(request, instance));
            if (answer.isPresent()) {
                begin(answer.get().head(), response);
                exchange.passOn(answer.get(), request, response);
            } else {
                response.setStatus(CLIENT_GONE);
            }
        } catch (IOException e) {
            failures.answer(e, service, request, response);
        }
    }

    private static void begin(HttpResponse<?> head, HttpServletResponse response) {
        response.setStatus(head.statusCode());
        head.headers()
                .map()
                .forEach((name, values) -> {
                    if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                        values.forEach(value -> response.addHeader(name, value));
                    }
                });
    }
}
