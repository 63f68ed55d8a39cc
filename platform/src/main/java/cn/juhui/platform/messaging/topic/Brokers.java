package cn.juhui.platform.messaging.topic;

import java.util.HashMap;
import java.util.Map;

/// How Kafka's brokers are reached: their addresses and, where they ask for it, encryption and who we are. Every client of a
/// service is made with the same.
///
/// @param settings Kafka's own names
public record Brokers(Map<String, Object> settings) {

    public Brokers {
        settings = Map.copyOf(settings);
    }

    /// Brokers that ask nobody who they are.
    ///
    /// @param servers `host:port[,host:port…]`
    public static Brokers at(String servers) {
        return new Brokers(Map.of("bootstrap.servers", servers));
    }

    /// For a client with settings of its own.
    public Map<String, Object> with(Map<String, Object> more) {
        var all = new HashMap<>(settings);
        all.putAll(more);
        return all;
    }

    /// Nothing of it: it may hold a password.
    @Override
    public String toString() {
        return "Brokers";
    }
}
