package cn.juhui.gateway.route;

import cn.juhui.platform.http.client.Instances;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// The instances behind each route. A request that reached none of them goes to the next one; one whose answer broke off is
/// repeated only where that does no harm: it reads, or it says by its `Idempotency-Key` that it is the same one.
public final class Upstreams implements AutoCloseable {

    private final Map<Service, Instances> instances = new EnumMap<>(Service.class);

    public Upstreams(Map<Service, List<URI>> addresses) {
        addresses.forEach((service, urls) -> instances.put(service, new Instances(urls)));
    }

    /// @throws Exception what the last try ended with
    public ServerResponse pass(
            ServerRequest request, Service service, HandlerFunction<ServerResponse> next)
            throws Exception {
        return Objects.requireNonNull(instances.get(service))
                .ask(
                        isRepeatable(request),
                        instance ->
                                next.handle(BeforeFilterFunctions.uri(instance).apply(request)));
    }

    /// An upload is passed on as it is read, so there is no second time for it.
    private static boolean isRepeatable(ServerRequest request) {
        var method = request.method();
        return method.equals(HttpMethod.GET)
                || method.equals(HttpMethod.PUT)
                || (method.equals(HttpMethod.POST)
                        && !isUpload(request.servletRequest().getContentType())
                        && !request.headers().header("Idempotency-Key").isEmpty());
    }

    /// @param type its content type, as it was sent
    static boolean isUpload(@Nullable String type) {
        return type != null && type.regionMatches(true, 0, "multipart/", 0, 10);
    }

    @Override
    public void close() {
        instances.values().forEach(Instances::close);
    }
}
