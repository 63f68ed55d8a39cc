package cn.juhui.platform.http.idempotency;

import cn.juhui.platform.http.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Insists on the key where [IdempotencyKeyRequired] says so.
public final class IdempotencyKeyInterceptor implements HandlerInterceptor {

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.hasMethodAnnotation(IdempotencyKeyRequired.class)
                && request.getHeader("Idempotency-Key") == null) {
            throw ProblemException.of(400, "IDEMPOTENCY_KEY_MISSING");
        }
        return true;
    }
}
