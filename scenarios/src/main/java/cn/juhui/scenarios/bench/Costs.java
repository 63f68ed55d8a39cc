package cn.juhui.scenarios.bench;

import cn.juhui.contracts.wire.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/// What the platform has spent so far: database commands (the services' own meters) and records on the event topics.
record Costs(double commands, long records) {

    private static final Pattern COMMANDS =
            Pattern.compile(
                    "(?m)^mongodb_driver_commands_seconds_count\\{[^}]*command=\"(\\w+)\"[^}]*} ([0-9.E+]+)");
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    double commandsSince(Costs before) {
        return commands - before.commands;
    }

    long recordsSince(Costs before) {
        return records - before.records;
    }

    static Costs read(Addresses addresses) {
        return new Costs(
                addresses.services().stream().mapToDouble(Costs::commandsOf).sum(),
                recordsOn(addresses.kafka()));
    }

    /// Waits until the last refund's last event has been told.
    static Costs readWhenQuiet(Addresses addresses) {
        var last = recordsOn(addresses.kafka());
        for (int looks = 0; looks < 30; looks++) {
            LockSupport.parkNanos(QUIET.toNanos());
            var now = recordsOn(addresses.kafka());
            if (now == last) {
                break;
            }
            last = now;
        }
        return read(addresses);
    }

    private static double commandsOf(String service) {
        try {
            var request =
                    HttpRequest.newBuilder(URI.create(service + "/actuator/prometheus")).build();
            var page = HTTP.send(request, BodyHandlers.ofString()).body();
            return COMMANDS.matcher(page)
                    .results()
                    .filter(m -> !m.group(1).equals("hello") && !m.group(1).equals("isMaster"))
                    .mapToDouble(m -> Double.parseDouble(m.group(2)))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static long recordsOn(String kafka) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            var wanted = new HashMap<TopicPartition, OffsetSpec>();
            for (var topic : Topics.ALL) {
                for (int p = 0; p < Topics.PARTITIONS; p++) {
                    wanted.put(new TopicPartition(topic, p), OffsetSpec.latest());
                }
            }
            return admin.listOffsets(wanted).all().get().values().stream()
                    .mapToLong(found -> found.offset())
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
