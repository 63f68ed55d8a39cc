package cn.juhui.gateway.edge;

import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.Problems;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.EstimationProbe;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.filter.OncePerRequestFilter;

/// Who was refused (401) too often, with a token or without one, is refused unread, before a signature is checked for them again: 429, by network address. Many
/// people share one address, so tokens that were good a while ago are still looked at, and what needs no token is still answered.
public final class RefusedLimitFilter extends OncePerRequestFilter {

    private static final int KNOWN_TOKENS = 10_000;
    private static final String GOOD = RefusedLimitFilter.class.getName() + ".good";

    private final RateLimits refused;
    private final Problems problems;

    /// Prints of the tokens that came last.
    private final Cache<String, Boolean> goodOnes =
            Caffeine.newBuilder().maximumSize(KNOWN_TOKENS).build();

    public RefusedLimitFilter(RateLimits refused, Problems problems) {
        this.refused = refused;
        this.problems = problems;
    }

    /// Says that the token of this request was checked, and is good.
    static void isGood(HttpServletRequest request) {
        request.setAttribute(GOOD, true);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var token = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (token == null) {
            chain.doFilter(request, response);
            count(request, response);
            return;
        }
        var print = print(token);
        var look = refused.look(Strangers.address(request));
        if (!look.canBeConsumed() && goodOnes.getIfPresent(print) == null) {
            limit(request, response, look);
            return;
        }
        chain.doFilter(request, response);
        if (request.getAttribute(GOOD) != null) {
            goodOnes.put(print, true);
        } else if (count(request, response)) {
            goodOnes.invalidate(print);
        }
    }

    /// Whether it was refused.
    private boolean count(HttpServletRequest request, HttpServletResponse response) {
        var isRefused = response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED;
        if (isRefused) {
            var unused = refused.take(Strangers.address(request));
        }
        return isRefused;
    }

    /// What to say where a token is needed: to who shows none, and was refused too often, the same as to who shows a bad one.
    public AuthenticationEntryPoint unauthenticated(AuthenticationEntryPoint otherwise) {
        return (request, response, why) -> {
            var look = refused.look(Strangers.address(request));
            if (request.getHeader(HttpHeaders.AUTHORIZATION) == null && !look.canBeConsumed()) {
                limit(request, response, look);
            } else {
                otherwise.commence(request, response, why);
            }
        };
    }

    private void limit(
            HttpServletRequest request, HttpServletResponse response, EstimationProbe look)
            throws IOException {
        var seconds = Math.ceilDiv(look.getNanosToWaitForRefill(), Duration.ofSeconds(1).toNanos());
        var wait = Math.max(1, seconds);
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait));
        problems.write(request, response, ProblemException.of(429, "RATE_LIMITED", wait));
    }

    private static String print(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
