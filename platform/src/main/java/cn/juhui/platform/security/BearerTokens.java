package cn.juhui.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/// Finds a request's token as the framework does, without its regular expression over a thousand characters where a look at each of them
/// says the same (RFC 6750, `b64token`).
public final class BearerTokens implements BearerTokenResolver {

    private static final String SCHEME = "Bearer ";

    private final BearerTokenResolver otherwise = new DefaultBearerTokenResolver();

    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.startsWith(SCHEME) && isToken(header, SCHEME.length())
                ? header.substring(SCHEME.length())
                : otherwise.resolve(request);
    }

    private static boolean isToken(String header, int from) {
        for (int i = from; i < header.length(); i++) {
            var c = header.charAt(i);
            var isPart =
                    c >= 'a' && c <= 'z'
                            || c >= 'A' && c <= 'Z'
                            || c >= '0' && c <= '9'
                            || c == '-'
                            || c == '_'
                            || c == '.';
            if (!isPart) {
                return false;
            }
        }
        return header.length() > from;
    }
}
