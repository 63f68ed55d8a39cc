package cn.juhui.gateway.edge;

import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/// Slows down who calls too often: 429 `RATE_LIMITED` with `Retry-After`, and on every answer how much is left (`RateLimit`,
/// `RateLimit-Policy`, as in the IETF draft).
public final class RateLimitFilter extends OncePerRequestFilter {

    private final RateLimits callers;
    private final RateLimits anonymous;
    private final Problems problems;

    public RateLimitFilter(RateLimits callers, RateLimits anonymous, Problems problems) {
        this.callers = callers;
        this.anonymous = anonymous;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var caller = SecurityContextHolder.getContext().getAuthentication();
        var known = caller instanceof JwtAuthenticationToken;
        if (known) {
            RefusedLimitFilter.isGood(request);
        }
        var limits = known ? callers : anonymous;
        var probe =
                limits.take(
                        caller instanceof JwtAuthenticationToken
                                ? caller.getName()
                                : Strangers.address(request));
        var name = known ? "caller" : "address";
        response.setHeader(
                "RateLimit-Policy",
                "\"" + name + "\";q=" + limits.burst() + ";w=" + limits.window());
        response.setHeader(
                "RateLimit",
                "\""
                        + name
                        + "\";r="
                        + probe.getRemainingTokens()
                        + ";t="
                        + seconds(probe.getNanosToWaitForReset()));
        if (probe.isConsumed()) {
            chain.doFilter(request, response);
            return;
        }
        var wait = Math.max(1, seconds(probe.getNanosToWaitForRefill()));
        response.setHeader("Retry-After", Long.toString(wait));
        problems.write(request, response, ProblemException.of(429, "RATE_LIMITED", wait));
    }

    private static long seconds(long nanos) {
        return Math.ceilDiv(nanos, Duration.ofSeconds(1).toNanos());
    }
}
