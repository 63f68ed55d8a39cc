package cn.juhui.platform.http.text;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.web.filter.OncePerRequestFilter;

/// Makes {@link Languages} decide for all that ask the request for its language, filters too: the container would answer with
/// the machine's own language where the caller names none.
public final class LanguageFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var language = Languages.of(request);
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public Locale getLocale() {
                        return language;
                    }
                },
                response);
    }
}
