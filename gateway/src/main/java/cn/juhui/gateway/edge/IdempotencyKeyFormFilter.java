package cn.juhui.gateway.edge;

import cn.juhui.platform.http.IdempotencyFilter;
import cn.juhui.platform.http.ProblemException;
import cn.juhui.platform.http.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/// An `Idempotency-Key` that is none is refused here (400 `IDEMPOTENCY_KEY_INVALID`): on its way to a service every character
/// outside of ASCII would become the same question mark, and two keys one.
public final class IdempotencyKeyFormFilter extends OncePerRequestFilter {

    private final Problems problems;

    public IdempotencyKeyFormFilter(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var key = request.getHeader("Idempotency-Key");
        if (key == null || IdempotencyFilter.isKey(key)) {
            chain.doFilter(request, response);
        } else {
            problems.write(request, response, ProblemException.of(400, "IDEMPOTENCY_KEY_INVALID"));
        }
    }
}
