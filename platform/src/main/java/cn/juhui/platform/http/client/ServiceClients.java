package cn.juhui.platform.http.client;

import java.util.Map;
import java.util.Optional;

/// The services that this one asks on events and by its clocks, by name.
public record ServiceClients(Map<String, ServiceClient> clients) implements AutoCloseable {

    public ServiceClients {
        clients = Map.copyOf(clients);
    }

    /// @throws IllegalStateException when this service was told no address of it
    public ServiceClient named(String service) {
        return find(service)
                .orElseThrow(
                        () -> new IllegalStateException("Nobody said where " + service + " is"));
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
