package cn.juhui.gateway;

import cn.juhui.platform.http.ProblemException;
import cn.juhui.platform.http.Problems;
import cn.juhui.platform.security.Callers;
import io.github.bucket4j.Bucket;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.web.filter.OncePerRequestFilter;

/// A token bucket per caller and gateway instance: 429 `RATE_LIMITED` with `Retry-After` when it is empty.
final class RateLimitFilter extends OncePerRequestFilter {

    private static final int REMEMBERED_CALLERS = 50_000;

    private final GatewaySettings.RateLimit limit;
    private final Problems problems;
    private final Map<String, Bucket> buckets =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(1024, 0.75f, true) {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                            return size() > REMEMBERED_CALLERS;
                        }
                    });

    RateLimitFilter(GatewaySettings.RateLimit limit, Problems problems) {
        this.limit = limit;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/actuator/");
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var caller =
                Callers.find()
                        .map(c -> "sub:" + c.subject())
                        .orElse("ip:" + request.getRemoteAddr());
        var probe = buckets.computeIfAbsent(caller, _ -> bucket()).tryConsumeAndReturnRemaining(1);
        response.setHeader("RateLimit-Limit", Integer.toString(limit.burst()));
        response.setHeader("RateLimit-Remaining", Long.toString(probe.getRemainingTokens()));
        if (probe.isConsumed()) {
            chain.doFilter(request, response);
        } else {
            var seconds = TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1;
            response.setHeader("Retry-After", Long.toString(seconds));
            problems.write(request, response, ProblemException.of(429, "RATE_LIMITED"));
        }
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(b ->
                        b.capacity(limit.burst())
                                .refillGreedy(limit.perSecond(), Duration.ofSeconds(1)))
                .build();
    }
}
