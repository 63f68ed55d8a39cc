package cn.juhui.platform.http.request;

import cn.juhui.platform.http.problem.InputForms;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.kernel.Writing;
import cn.juhui.platform.security.Callers;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Refuses a query with a parameter that the call does not know, that is not the caller's to send, or that comes twice where one
/// would be left out, or whose value nobody sees, or may not come in by a body either: 400 `INVALID_INPUT`. A filter that is ignored
/// answers with other people's rows. Who only asks
/// what can be asked (`OPTIONS`) may say about what.
public final class QueryInterceptor implements HandlerInterceptor {

    private static final int MAX_SHOWN = 100;
    private static final int MAX_ERRORS = 20;

    private final Map<Method, QueryParameters> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        var query = request.getQueryString();
        if (query != null
                && handler instanceof HandlerMethod method
                && !request.getMethod().equals("OPTIONS")
                && request.getDispatcherType() == DispatcherType.REQUEST) {
            check(
                    valuesByName(query, QueryFilter.isSearch(request)),
                    known.computeIfAbsent(method.getMethod(), QueryParameters::of));
        }
        return true;
    }

    private static void check(Map<String, List<String>> sent, QueryParameters known) {
        var errors =
                sent.entrySet().stream()
                        .map(one -> error(one.getKey(), one.getValue(), known))
                        .flatMap(Optional::stream)
                        .limit(MAX_ERRORS)
                        .toArray(InputError[]::new);
        if (errors.length > 0) {
            throw ProblemException.invalid(errors);
        }
    }

    /// As the container reads it, but for forms in bodies.
    private static Map<String, List<String>> valuesByName(String query, boolean search) {
        var values = new LinkedHashMap<String, List<String>>();
        for (var part : query.split("&")) {
            if (!part.isEmpty()) {
                var pair = part.split("=", 2);
                var value = pair.length == 1 ? "" : decoded(pair[1]);
                values.computeIfAbsent(decoded(pair[0]), _ -> new ArrayList<>())
                        .add(search ? Writing.sought(value) : value);
            }
        }
        return values;
    }

    private static String decoded(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }

    private static Optional<InputError> error(
            String name, List<String> values, QueryParameters known) {
        var parameter = known.byName().get(name);
        if (parameter == null) {
            return wrong(name, "UNKNOWN_PARAMETER");
        }
        if (!parameter.roles().isEmpty()
                && Callers.find()
                        .filter(c -> parameter.roles().stream().anyMatch(c::is))
                        .isEmpty()) {
            return wrong(name, "PARAMETER_NOT_ALLOWED");
        }
        if (values.size() > 1 && !parameter.repeatable()) {
            return wrong(name, "REPEATED_PARAMETER");
        }
        if (values.stream().anyMatch(value -> !Writing.isSeen(value))) {
            return wrong(name, "EMPTY_PARAMETER");
        }
        return values.stream().allMatch(InputForms::isClean)
                ? Optional.empty()
                : wrong(name, "CONTROL_CHARACTERS");
    }

    private static Optional<InputError> wrong(String name, String code) {
        var shown = Writing.beginning(name, MAX_SHOWN);
        return Optional.of(InputError.of(shown, code));
    }
}
