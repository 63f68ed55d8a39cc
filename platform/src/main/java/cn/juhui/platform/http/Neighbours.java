package cn.juhui.platform.http;

import java.util.Map;
import java.util.Optional;

/// The services that this one asks on events and by its clocks, by name.
public record Neighbours(Map<String, NeighbourClient> clients) implements AutoCloseable {

    public Neighbours {
        clients = Map.copyOf(clients);
    }

    /// @throws IllegalStateException when this service was told no address of it
    public NeighbourClient named(String service) {
        return find(service)
                .orElseThrow(
                        () -> new IllegalStateException("Nobody said where " + service + " is"));
    }

    /// @return empty when this service was told no address of it
    public Optional<NeighbourClient> find(String service) {
        return Optional.ofNullable(clients.get(service));
    }

    @Override
    public void close() {
        clients.values().forEach(NeighbourClient::close);
    }
}
