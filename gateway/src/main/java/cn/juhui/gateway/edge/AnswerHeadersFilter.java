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
    private final String console;

    /// The API page loads its own script, style and document from this gateway and nothing from anywhere else.
    ///
    /// So does the console, which shows pictures that it fetched, too, and writes no markup of its own making.
    ///
    /// @param issuer the origin that the API page may call beside; empty for none
    /// @param consolesIssuer the origin that the console may call beside; empty for none
    public AnswerHeadersFilter(String issuer, String consolesIssuer) {
        this.apiPage =
                "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                        + ("connect-src 'self' " + issuer).strip()
                        + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        this.console =
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
                        + ("connect-src 'self' " + consolesIssuer).strip()
                        + "; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
                        + "; require-trusted-types-for 'script'; trusted-types vue";
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("Content-Security-Policy", policy(request.getRequestURI()));
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        chain.doFilter(request, response);
    }

    private String policy(String path) {
        if (isBelow("/console", path)) {
            return console;
        }
        return isBelow("/docs", path)
                ? apiPage
                : isBelow("/operations", path) ? OPERATIONS_PAGE : NOTHING;
    }

    private static boolean isBelow(String page, String path) {
        return path.equals(page) || path.startsWith(page + "/");
    }
}
