package cn.juhui.platform.testkit;

import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// The calls that a service has of its own, so that a test of all of them fails when there is a new one.
public final class Calls {

    private Calls() {}

    /// Each as `GET /v1/things/{id}`.
    ///
    /// @param service the package of its controllers
    public static SortedSet<String> of(RequestMappingHandlerMapping controllers, String service) {
        var calls = new TreeSet<String>();
        controllers
                .getHandlerMethods()
                .forEach((mapping, method) -> {
                    if (method.getBeanType().getName().startsWith(service + ".")) {
                        for (var request : mapping.getMethodsCondition().getMethods()) {
                            mapping.getPatternValues()
                                    .forEach(path -> calls.add(request + " " + path));
                        }
                    }
                });
        return calls;
    }
}
