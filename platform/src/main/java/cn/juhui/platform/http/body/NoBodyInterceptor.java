package cn.juhui.platform.http.body;

import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.kernel.Writing;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Where no body is expected, none or an empty object may come. Anything else would be left unread, and done would be something
/// that the caller did not ask for in these words.
public final class NoBodyInterceptor implements HandlerInterceptor {

    private static final Set<String> WITH_BODIES = Set.of("POST", "PUT", "PATCH");

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (handler instanceof HandlerMethod method
                && WITH_BODIES.contains(request.getMethod())
                && !BodyLimitFilter.isMultipart(request)
                && Arrays.stream(method.getMethodParameters())
                        .noneMatch(NoBodyInterceptor::isBody)) {
            check(request.getInputStream().readAllBytes());
        }
        return true;
    }

    private static boolean isBody(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(RequestBody.class);
    }

    private static void check(byte[] body) {
        if (isBlank(body)) {
            return;
        }
        try {
            var json = JsonMapper.shared().readTree(body);
            if (json.isObject()) {
                json.propertyNames().stream().findFirst().ifPresent(NoBodyInterceptor::refuse);
            } else if (!json.isNull()) {
                throw ProblemException.invalid(InputError.of("", "WRONG_TYPE"));
            }
        } catch (JacksonException e) {
            throw ProblemException.of(400, "MALFORMED_JSON");
        }
    }

    private static boolean isBlank(byte[] body) {
        for (var b : body) {
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return false;
            }
        }
        return true;
    }

    private static void refuse(String member) {
        var shown = Writing.beginning(member, 100);
        throw ProblemException.invalid(
                InputError.of("/" + shown.replace("~", "~0").replace("/", "~1"), "UNKNOWN_MEMBER"));
    }
}
