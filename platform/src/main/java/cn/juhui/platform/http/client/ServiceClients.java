package cn.juhui.platform.http.client;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The services that this one asks, by name.
///
/// @param clients by the service's name, such as `order-service`
/// @param peopleWait for one answer, while a person waits for theirs: they wait rather than read an error
public record ServiceClients(Map<String, ServiceClient> clients, Duration peopleWait)
        implements AutoCloseable {

    public ServiceClients {
        clients = Map.copyOf(clients);
    }

    /// @throws IllegalStateException when this service was told no address of it
    public ServiceClient named(String service) {
        return find(service)
                .orElseThrow(
                        () -> new IllegalStateException("Nobody said where " + service + " is"));
    }

    /// The service as it is asked in the name of a caller who waits.
    ///
    /// @param breaker kinds of questions that should not break each other have different ones
    /// @throws IllegalStateException when this service was told no address of it
    public CallerClient asked(String service, String breaker) {
        return named(service).asked(breaker, peopleWait);
    }

    /// @return empty when this service was told no address of it
    public Optional<ServiceClient> find(String service) {
        return Optional.ofNullable(clients.get(service));
    }

    @Override
    public void close() {
        clients.values().forEach(ServiceClient::close);
    }
}
