package cn.juhui.platform.http.problem;

import cn.juhui.platform.security.IssuerAwayException;
import cn.juhui.platform.security.TokenFault;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/// Answers who can't be let in, with the reason: 401 `UNAUTHENTICATED` (no token, or one that isn't good; RFC 6750 says how), 403 for
/// a person without a role, and 503 where nobody can tell.
public final class Unauthenticated implements AuthenticationEntryPoint {

    private static final String CODE = "UNAUTHENTICATED";
    private static final int COME_BACK_SECONDS = 5;

    private final Problems problems;

    public Unauthenticated(Problems problems) {
        this.problems = problems;
    }

    @Override
    public void commence(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        switch (e) {
            case IssuerAwayException _ -> {
                response.setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(COME_BACK_SECONDS));
                problems.write(request, response, ProblemException.of(503, "SERVICE_UNAVAILABLE"));
            }
            case OAuth2AuthenticationException refused -> refuse(request, response, refused);
            default -> {
                response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
                problems.write(request, response, ProblemException.because(401, CODE, "MISSING"));
            }
        }
    }

    private void refuse(
            HttpServletRequest request,
            HttpServletResponse response,
            OAuth2AuthenticationException refused)
            throws IOException {
        var fault = TokenFault.of(refused);
        if (fault == TokenFault.NO_ROLE) {
            problems.write(
                    request, response, ProblemException.because(403, "FORBIDDEN", fault.name()));
            return;
        }
        response.setHeader(
                HttpHeaders.WWW_AUTHENTICATE,
                "Bearer error=\"invalid_token\", error_description=\"%s\""
                        .formatted(fault.description()));
        problems.write(request, response, ProblemException.because(401, CODE, fault.name()));
    }
}
