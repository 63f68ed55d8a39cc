package cn.juhui.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// A path that stands in the table as it is (`/v1/refunds/bulk`) takes the methods that stand there with it and no others, although
/// a path with a variable (`/v1/refunds/{id}`) would match, too: nothing has the id `bulk`.
public final class LiteralPaths implements HandlerInterceptor {

    private final Supplier<Map<String, Set<HttpMethod>>> methods;

    public LiteralPaths(
            @Qualifier("requestMappingHandlerMapping")
                    ObjectProvider<RequestMappingHandlerMapping> mapping) {
        this.methods = SingletonSupplier.of(() -> methods(mapping.getObject()));
    }

    private static Map<String, Set<HttpMethod>> methods(RequestMappingHandlerMapping mapping) {
        var methods = new HashMap<String, Set<HttpMethod>>();
        for (var info : mapping.getHandlerMethods().keySet()) {
            for (var path : info.getDirectPaths()) {
                var here = methods.computeIfAbsent(path, _ -> new LinkedHashSet<>());
                info.getMethodsCondition()
                        .getMethods()
                        .forEach(method -> here.add(method.asHttpMethod()));
            }
        }
        methods.values().removeIf(Set::isEmpty);
        return methods;
    }

    /// The methods of the path that was asked for; empty when it isn't one that stands in the table as it is.
    public Optional<Set<HttpMethod>> methodsOf(HttpServletRequest request) {
        return Optional.ofNullable(methods.get().get(request.getRequestURI()));
    }

    /// @throws HttpRequestMethodNotSupportedException when the path takes other methods
    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpRequestMethodNotSupportedException {
        var allowed = methodsOf(request).orElse(Set.of());
        var asked = HttpMethod.valueOf(request.getMethod());
        if (allowed.isEmpty()
                || allowed.contains(asked)
                || asked.equals(HttpMethod.HEAD) && allowed.contains(HttpMethod.GET)) {
            return true;
        }
        if (asked.equals(HttpMethod.OPTIONS)) {
            var all = new LinkedHashSet<>(allowed);
            if (allowed.contains(HttpMethod.GET)) {
                all.add(HttpMethod.HEAD);
            }
            all.add(HttpMethod.OPTIONS);
            var headers = new HttpHeaders();
            headers.setAllow(all);
            response.setHeader(HttpHeaders.ALLOW, headers.getFirst(HttpHeaders.ALLOW));
            return false;
        }
        throw new HttpRequestMethodNotSupportedException(
                asked.name(), allowed.stream().map(HttpMethod::name).toList());
    }
}
