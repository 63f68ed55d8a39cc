package cn.juhui.scenarios.bench.cost;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The services' own meters: commands to the store by name, HTTP requests by who answered them.
///
/// @param pages where each instance of a service has its management port
record Meters(Map<String, URI> pages) implements Source {

    private static final String COMMANDS = "mongodb_driver_commands_seconds";
    private static final String REQUESTS = "http_server_requests_seconds";

    /// A driver looks whether the store is there.
    private static final Set<String> BEATS = Set.of("hello", "isMaster", "ismaster");

    @Override
    public Map<String, Double> read() {
        var counts = new HashMap<String, Double>();
        pages.forEach((service, address) -> {
            var page = MetricsPage.of(address, COMMANDS, REQUESTS);
            page.named(COMMANDS + "_count").stream()
                    .filter(command -> !BEATS.contains(command.label("command")))
                    .forEach(command ->
                            counts.merge(
                                    "store/" + command.label("command"),
                                    command.value(),
                                    Double::sum));
            page.named(REQUESTS + "_count").stream()
                    .filter(request -> !request.label("uri").startsWith("/actuator"))
                    .forEach(request ->
                            counts.merge("http/" + service, request.value(), Double::sum));
        });
        return counts;
    }
}
