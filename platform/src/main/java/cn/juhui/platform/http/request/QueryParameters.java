package cn.juhui.platform.http.request;

import cn.juhui.contracts.Role;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/// The query parameters that a call knows, read off its controller's method, so that none can be known without being read.
///
/// @param byName what each may be, by its name
public record QueryParameters(Map<String, Parameter> byName) {

    /// @param repeatable whether it may come more than once
    /// @param roles who may send it; empty for everybody
    public record Parameter(boolean repeatable, Set<Role> roles) {}

    public QueryParameters {
        byName = Map.copyOf(byName);
    }

    /// @throws IllegalStateException when the method takes any parameter there is: then nothing would be unknown
    public static QueryParameters of(Method method) {
        var byName = new TreeMap<String, Parameter>();
        for (var parameter : method.getParameters()) {
            var named = parameter.getAnnotation(RequestParam.class);
            var type = parameter.getType();
            if (type.isAnnotationPresent(FromQuery.class)) {
                for (var component : type.getRecordComponents()) {
                    byName.put(component.getName(), known(component, component.getType()));
                }
            } else if (named != null && Map.class.isAssignableFrom(type)) {
                throw new IllegalStateException(method + " takes whatever is sent");
            } else if (named != null && !isPart(parameter.getParameterizedType())) {
                byName.put(name(named, parameter.getName()), known(parameter, type));
            }
        }
        return new QueryParameters(byName);
    }

    private static Parameter known(AnnotatedElement declared, Class<?> type) {
        var only = declared.getAnnotation(OnlyFor.class);
        return new Parameter(
                Collection.class.isAssignableFrom(type) || type.isArray(),
                only == null ? Set.of() : Set.of(only.value()));
    }

    private static String name(RequestParam named, String otherwise) {
        return named.value().isEmpty() ? otherwise : named.value();
    }

    /// A part of a form comes in the body only.
    private static boolean isPart(Type type) {
        return type == MultipartFile.class
                || type instanceof ParameterizedType list
                        && list.getActualTypeArguments()[0] == MultipartFile.class;
    }
}
