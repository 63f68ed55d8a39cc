package cn.juhui.gateway.edge;

import cn.juhui.platform.http.idempotency.IdempotencyFilter;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses what can't be passed on as it is in headers that a service acts by: an `Idempotency-Key` that is none (400
/// `IDEMPOTENCY_KEY_INVALID`), a version or a place in a stream with characters outside of ASCII (400 `MALFORMED_REQUEST`). On their
/// way every such character would become the same question mark, and two keys one. Other headers are left out instead
/// ([cn.juhui.gateway.route.RoutedHeaders]).
public final class HeaderFormFilter extends OncePerRequestFilter {

    private static final List<String> ACTED_BY = List.of("If-Match", "Last-Event-ID");

    private final Problems problems;

    public HeaderFormFilter(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var key = request.getHeader("Idempotency-Key");
        if (key != null && !IdempotencyFilter.isKey(key)) {
            problems.write(request, response, ProblemException.of(400, "IDEMPOTENCY_KEY_INVALID"));
        } else if (ACTED_BY.stream().anyMatch(name -> wouldChange(request, name))) {
            problems.write(request, response, ProblemException.of(400, "MALFORMED_REQUEST"));
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean wouldChange(HttpServletRequest request, String header) {
        return Collections.list(request.getHeaders(header)).stream()
                .anyMatch(value -> !isPassable(value));
    }

    /// Whether a header's value reaches a service as it is.
    public static boolean isPassable(String value) {
        for (int i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c != '\t' && (c < ' ' || c >= 0x7f)) {
                return false;
            }
        }
        return true;
    }
}
