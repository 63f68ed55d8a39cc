package cn.juhui.gateway;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/// Drops the headers with which a client could pretend to be somebody else or to come from elsewhere, and sets the security
/// headers of every answer.
final class HeaderFilter extends OncePerRequestFilter {

    private static final Set<String> DROPPED =
            Set.of("forwarded", "x-real-ip", "x-original-url", "x-rewrite-url");

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        chain.doFilter(new Cleaned(request), response);
    }

    static boolean isDropped(String header) {
        var name = header.toLowerCase(Locale.ROOT);
        return DROPPED.contains(name)
                || name.startsWith("x-user-")
                || name.startsWith("x-forwarded-");
    }

    private static final class Cleaned extends HttpServletRequestWrapper {

        Cleaned(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getHeader(String name) {
            return isDropped(name) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return isDropped(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            var kept = Collections.list(super.getHeaderNames());
            kept.removeIf(HeaderFilter::isDropped);
            return Collections.enumeration(kept);
        }
    }
}
