package cn.juhui.platform.http;

import cn.juhui.platform.messaging.TraceContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.web.filter.OncePerRequestFilter;

/// Puts each request into the trace that its `traceparent` names, or into a new one.
public final class TraceFilter extends OncePerRequestFilter {

    private static final String TRACE = TraceFilter.class.getName() + ".trace";

    /// Runs what is still to be said about a request that has left the filters behind it.
    static void inTraceOf(HttpServletRequest request, Runnable task) {
        TraceContext.in(request.getAttribute(TRACE) instanceof String trace ? trace : null, task);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var failure = new ServletException[1];
        try {
            TraceContext.in(
                    request.getHeader("traceparent"),
                    () -> {
                        request.setAttribute(TRACE, TraceContext.current());
                        try {
                            chain.doFilter(request, response);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        } catch (ServletException e) {
                            failure[0] = e;
                        }
                    });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (failure[0] != null) {
            throw failure[0];
        }
    }
}
