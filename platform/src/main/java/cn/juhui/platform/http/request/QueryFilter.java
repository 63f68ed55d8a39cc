package cn.juhui.platform.http.request;

import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses a query that isn't text (percent-encoded UTF-8 without NUL): 400 `MALFORMED_REQUEST`. The container would leave out
/// the parameters that it can't read, and the answer would be one to another question. What a search asks for is read as [SoughtQuery].
public final class QueryFilter extends OncePerRequestFilter {

    private final Problems problems;

    public QueryFilter(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isText(request.getQueryString())) {
            chain.doFilter(isSearch(request) ? new SoughtQuery(request) : request, response);
        } else {
            problems.write(request, response, ProblemException.of(400, "MALFORMED_REQUEST"));
        }
    }

    /// What changes something says so in its own words, also in a query.
    static boolean isSearch(HttpServletRequest request) {
        return request.getQueryString() != null && request.getMethod().equals("GET");
    }

    public static boolean isText(@Nullable String query) {
        if (query == null) {
            return true;
        }
        var bytes = new ByteArrayOutputStream(query.length());
        for (int i = 0; i < query.length(); i++) {
            var c = query.charAt(i);
            if (c != '%') {
                bytes.write(c);
                continue;
            }
            var whole = i + 2 < query.length();
            var high = whole ? Character.digit(query.charAt(i + 1), 16) : -1;
            var low = whole ? Character.digit(query.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0 || high + low == 0) {
                return false;
            }
            bytes.write(high * 16 + low);
            i += 2;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
