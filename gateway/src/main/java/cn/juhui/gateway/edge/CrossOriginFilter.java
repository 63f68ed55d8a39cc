package cn.juhui.gateway.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets front ends at the listed addresses call from a browser (CORS), and read answers of every kind, refusals included. What a
/// browser asks beforehand is answered here, without a token and uncounted. For all others nothing changes: their browsers keep the
/// answer from them. Nobody is known by a cookie, so none are ever let through.
public final class CrossOriginFilter extends OncePerRequestFilter {

    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";

    /// What a front end may send beside what every page may.
    private static final String REQUEST_HEADERS =
            "Authorization, Content-Type, Accept-Language, Idempotency-Key, If-Match, Prefer, Last-Event-ID, "
                    + "Cache-Control, traceparent, tracestate";

    /// What a front end may read beside what every page may.
    private static final String ANSWER_HEADERS =
            "Location, ETag, Retry-After, Idempotency-Replayed, Preference-Applied, WWW-Authenticate, Content-Disposition, Allow, "
                    + "RateLimit, RateLimit-Policy";

    /// For how long a browser need not ask again, in seconds.
    private static final String REMEMBERED = "3600";

    private final Origins origins;

    public CrossOriginFilter(Origins origins) {
        this.origins = origins;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!origins.areThere()) {
            chain.doFilter(request, response);
            return;
        }
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null || !origins.include(origin)) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        if (asksBeforehand(request)) {
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS);
            response.setHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, REMEMBERED);
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        response.setHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, ANSWER_HEADERS);
        chain.doFilter(request, response);
    }

    private static boolean asksBeforehand(HttpServletRequest request) {
        return HttpMethod.OPTIONS.matches(request.getMethod())
                && request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) != null;
    }
}
