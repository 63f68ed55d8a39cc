package cn.juhui.platform.http.audit;

import cn.juhui.contracts.Role;
import cn.juhui.platform.audit.AuditTrail;
import cn.juhui.platform.security.Callers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/// Notes what an operator asks to have changed, before it is changed, and how that ended. It knows no operation: whatever is added to the API is noted.
///
/// The action is the method and the fixed words of the path: `POST /v1/channels/{channel}/pause` is `POST_CHANNELS_PAUSE`; the subject is what stands in for the
/// variables.
public final class AuditInterceptor implements HandlerInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(AuditInterceptor.class);

    /// The request's attribute for what [ReasonAdvice] read.
    static final String REASON = AuditInterceptor.class.getName() + ".reason";

    private static final String ENTRY = AuditInterceptor.class.getName() + ".entry";
    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");

    private final AuditTrail audit;

    public AuditInterceptor(AuditTrail audit) {
        this.audit = audit;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (CHANGING.contains(request.getMethod())
                && request.getRequestURI().startsWith("/v1/")
                && request.getAttribute(ENTRY) == null
                && handler instanceof HandlerMethod method
                && !notesItself(method)) {
            Callers.find()
                    .filter(caller -> caller.is(Role.OPERATOR))
                    .ifPresent(caller ->
                            request.setAttribute(
                                    ENTRY,
                                    audit.note(
                                            caller.as(Role.OPERATOR),
                                            action(request),
                                            subject(request),
                                            reason(request))));
        }
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request,
            HttpServletResponse response,
            Object handler,
            @Nullable Exception failure) {
        if (!(request.getAttribute(ENTRY) instanceof String id)) {
            return;
        }
        var status = response.getStatus();
        try {
            var outcome = status < 300 ? "DONE" : "HTTP_" + status;
            var reason = (String) request.getAttribute(REASON);
            if (request.getAttribute(Changes.BEFORE) instanceof Map<?, ?> before
                    && request.getAttribute(Changes.AFTER) instanceof Map<?, ?> after) {
                audit.ended(id, outcome, reason, plain(before), plain(after));
            } else {
                audit.ended(id, outcome, reason);
            }
        } catch (DataAccessException | com.mongodb.MongoException e) {
            LOG.warn("How {} ended could not be noted: {}", id, e.toString());
        }
    }

    private static Map<String, Object> plain(Map<?, ?> tree) {
        var plain = new LinkedHashMap<String, Object>();
        tree.forEach((name, value) -> plain.put(String.valueOf(name), value));
        return plain;
    }

    private static boolean notesItself(HandlerMethod method) {
        return method.hasMethodAnnotation(NotesItself.class)
                || AnnotatedElementUtils.hasAnnotation(method.getBeanType(), NotesItself.class);
    }

    private static String action(HttpServletRequest request) {
        var pattern =
                String.valueOf(
                        request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        return Arrays.stream(pattern.substring("/v1/".length()).split("/"))
                .filter(Predicate.not(word -> word.startsWith("{")))
                .map(word -> word.replace('-', '_').toUpperCase(Locale.ROOT))
                .collect(Collectors.joining("_", request.getMethod() + "_", ""));
    }

    /// That of a request without a body stands in its query.
    private static @Nullable String reason(HttpServletRequest request) {
        return "DELETE".equals(request.getMethod()) ? request.getParameter("reason") : null;
    }

    /// What is too long to be anybody's id is cut.
    private static String subject(HttpServletRequest request) {
        var variables =
                (Map<?, ?>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        var all = variables.values().stream().map(String::valueOf).collect(Collectors.joining(":"));
        return all.isEmpty() ? "-" : all.substring(0, Math.min(all.length(), 100));
    }
}
