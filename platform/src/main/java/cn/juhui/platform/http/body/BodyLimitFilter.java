package cn.juhui.platform.http.body;

import cn.juhui.platform.http.pace.TooSlowException;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/// Reads a body whole, up to its limit, before anything looks at it: 413 `BODY_TOO_LARGE` beyond. Multipart bodies have their own
/// limits in the container.
public final class BodyLimitFilter extends OncePerRequestFilter {

    private final HttpSettings settings;
    private final Problems problems;

    public BodyLimitFilter(HttpSettings settings, Problems problems) {
        this.settings = settings;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getMethod().equals("GET") || isMultipart(request);
    }

    public static boolean isMultipart(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.regionMatches(true, 0, "multipart/", 0, 10);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var limit = settings.limitFor(request.getRequestURI());
        if (request.getContentLengthLong() > limit) {
            problems.write(request, response, ProblemException.of(413, "BODY_TOO_LARGE"));
            return;
        }
        var body = request.getInputStream().readNBytes((int) limit + 1);
        if (TooSlowException.happenedTo(request)) {
            problems.write(request, response, TooSlowException.problem());
            return;
        }
        if (body.length > limit) {
            problems.write(request, response, ProblemException.of(413, "BODY_TOO_LARGE"));
            return;
        }
        chain.doFilter(new BufferedRequest(request, body), response);
    }
}
