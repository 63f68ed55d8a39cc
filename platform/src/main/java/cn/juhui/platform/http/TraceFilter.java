package cn.juhui.platform.http;

import cn.juhui.platform.trace.TraceContext;
import cn.juhui.platform.trace.Tracing;
import cn.juhui.platform.trace.WorkLog;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/// Puts each request into the trace that its `traceparent` names, or into a new one, and says in one line of the log what came of it.
public final class TraceFilter extends OncePerRequestFilter {

    private static final String TRACE = TraceFilter.class.getName() + ".trace";

    private static final String HEALTH = "/actuator/health";
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");

    /// What may be anybody's name in a path that no controller was found for.
    private static final Pattern NO_WORD = Pattern.compile("/(?!v[0-9]|[a-z-]{1,20}(?:/|$))[^/]+");

    private final String service;
    private final Tracing tracing;

    /// @param service whose log it is
    public TraceFilter(String service, Tracing tracing) {
        this.service = service;
        this.tracing = tracing;
    }

    /// Runs what is still to be said about a request that has left the filters behind it.
    public static void inTraceOf(HttpServletRequest request, Runnable task) {
        TraceContext.in(request.getAttribute(TRACE) instanceof String trace ? trace : null, task);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var refused = new AtomicReference<@Nullable ServletException>();
        try {
            tracing(request)
                    .in(
                            Tracing.Kind.SERVER,
                            method(request.getMethod()),
                            request.getHeader("traceparent"),
                            () -> {
                                request.setAttribute(TRACE, TraceContext.current());
                                WorkLog.of(
                                        "request",
                                        () -> refused.set(pass(request, response, chain)),
                                        (work, failure) ->
                                                log(
                                                        work,
                                                        failure == null ? refused.get() : failure,
                                                        request,
                                                        response));
                            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        var thrown = refused.get();
        if (thrown != null) {
            throw thrown;
        }
    }

    /// Whether an instance is ready is asked all the time: nobody wants to see that.
    private Tracing tracing(HttpServletRequest request) {
        return isProbe(request.getRequestURI()) ? Tracing.OFF : tracing;
    }

    private static boolean isProbe(String path) {
        return path.equals(ReadinessController.PATH) || path.startsWith(HEALTH);
    }

    private static @Nullable ServletException pass(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
        try {
            chain.doFilter(request, response);
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ServletException e) {
            return e;
        }
    }

    private void log(
            WorkLog work,
            @Nullable Throwable failure,
            HttpServletRequest request,
            HttpServletResponse response) {
        var status = failure == null ? response.getStatus() : 500;
        var path = request.getRequestURI();
        work.names(path);
        work.names(response.getHeader("Location"));
        work.write(
                level(request.getMethod(), path, status),
                method(request.getMethod()) + " " + route(request, path),
                outcome(work, status),
                "service",
                service,
                "status",
                status);
    }

    /// Whether an instance is ready is asked all the time, by the other services and by who runs it.
    private static Level level(String method, String path, int status) {
        var worthIt = status >= 400 || !READING.contains(method);
        return worthIt && !isProbe(path) ? Level.INFO : Level.DEBUG;
    }

    private static String outcome(WorkLog work, int status) {
        var code = work.code();
        if (status < 400) {
            return work.outcome().name();
        }
        return code != null ? code : status < 500 ? "REFUSED" : "FAILED";
    }

    private static String method(String method) {
        return READING.contains(method) || CHANGING.contains(method) ? method : "OTHER";
    }

    private static String route(HttpServletRequest request, String path) {
        return request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)
                        instanceof String pattern
                ? pattern
                : NO_WORD.matcher(path).replaceAll("/{}");
    }
}
