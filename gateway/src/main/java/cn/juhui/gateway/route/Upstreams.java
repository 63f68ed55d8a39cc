package cn.juhui.gateway.route;

import cn.juhui.platform.http.client.Instances;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The instances behind each route. A request that reached none of them goes to the next one; one whose answer broke off is
/// repeated only where that does no harm: it reads, or it says by its `Idempotency-Key` that it is the same one.
public final class Upstreams implements AutoCloseable {

    private final Map<Service, Instances> instances = new EnumMap<>(Service.class);

    public Upstreams(Map<Service, List<URI>> addresses) {
        addresses.forEach((service, urls) -> instances.put(service, new Instances(urls)));
    }

    /// @throws IOException what the last try ended with
    <T> T ask(
            HttpServletRequest request, Service service, Instances.Attempt<T, IOException> attempt)
            throws IOException {
        return Objects.requireNonNull(instances.get(service)).ask(isRepeatable(request), attempt);
    }

    /// An upload is passed on as it is read, so there is no second time for it.
    private static boolean isRepeatable(HttpServletRequest request) {
        return switch (request.getMethod()) {
            case "GET", "PUT" -> true;
            case "POST" ->
                    !isUpload(request.getContentType())
                            && request.getHeader("Idempotency-Key") != null;
            default -> false;
        };
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
