package cn.juhui.gateway.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/// Headers that keep browsers from doing with an answer what it isn't for. Spring Security adds its own defaults (`nosniff`, frames
/// denied, no caching).
public final class AnswerHeadersFilter extends OncePerRequestFilter {

    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'; sandbox";

    /// The operators' page loads its script and style from this gateway, and asks it; it shows nothing that could run.
    private static final String OPERATIONS_PAGE =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final String apiPage;

    /// The API page loads its own script, style and document from this gateway and nothing from anywhere else.
    ///
    /// @param issuer the origin that the API page may call beside; empty for none
    public AnswerHeadersFilter(String issuer) {
        this.apiPage =
                "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                        + ("connect-src 'self' " + issuer).strip()
                        + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = request.getRequestURI();
        response.setHeader(
                "Content-Security-Policy",
                isBelow("/docs", path)
                        ? apiPage
                        : isBelow("/operations", path) ? OPERATIONS_PAGE : NOTHING);
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        chain.doFilter(request, response);
    }

    private static boolean isBelow(String page, String path) {
        return path.equals(page) || path.startsWith(page + "/");
    }
}
