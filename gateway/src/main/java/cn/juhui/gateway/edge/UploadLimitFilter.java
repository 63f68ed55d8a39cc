package cn.juhui.gateway.edge;

import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/// No body beyond the limit is passed on: one that announces its length is refused at once (413), one that doesn't is cut off where
/// it passes the limit. Nothing is kept in memory.
public final class UploadLimitFilter extends OncePerRequestFilter {

    private final long limit;
    private final Problems problems;

    public UploadLimitFilter(DataSize limit, Problems problems) {
        this.limit = limit.toBytes();
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > limit) {
            problems.write(request, response, ProblemException.of(413, "BODY_TOO_LARGE"));
        } else {
            chain.doFilter(new LimitedRequest(request, limit), response);
        }
    }
}
