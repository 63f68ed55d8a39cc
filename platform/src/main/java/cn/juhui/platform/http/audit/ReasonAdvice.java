package cn.juhui.platform.http.audit;

import java.lang.reflect.Type;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/// Keeps the reason that a body gives, for [AuditInterceptor].
@ControllerAdvice
public final class ReasonAdvice extends RequestBodyAdviceAdapter {

    @Override
    public boolean supports(
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converter) {
        return Reasoned.class.isAssignableFrom(parameter.getParameterType());
    }

    @Override
    public Object afterBodyRead(
            Object body,
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converter) {
        var attributes = RequestContextHolder.getRequestAttributes();
        // A body that says `null` is refused by who wants one.
        if (attributes != null
                && body instanceof Reasoned said
                && said.reason() instanceof String reason) {
            attributes.setAttribute(
                    AuditInterceptor.REASON, reason, RequestAttributes.SCOPE_REQUEST);
        }
        return body;
    }
}
