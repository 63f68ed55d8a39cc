package cn.juhui.scenarios.bench.cost;

import com.mongodb.client.MongoClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;

/// What a platform has spent so far, as far as it can be asked: `processor`, `compiler`, `collector` and `load` in milliseconds, `store/<command>`,
/// `seconds`, `http/<service>`, documents `written` and `read`, `records` and their `bytes`.
public final class Costs {

    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final int MOST_LOOKS = 30;

    /// In the order in which they are read before a load. Asking costs processor time as well: who tells it is asked next to the load.
    private final List<Source> sources = new ArrayList<>();

    private final List<String> missing = new ArrayList<>();
    private final Source records;

    /// @param pages management addresses by service
    /// @param processes of the platform, those on this machine
    public Costs(Map<String, URI> pages, List<Long> processes, MongoClient store, Admin broker) {
        this.records = new BrokerRecords(broker);
        add("the services' meters " + pages.values(), () -> new Meters(pages));
        add("documents of the store", () -> new StoredDocuments(store));
        add("records of the broker", () -> records);
        add("processor time " + pages.values(), () -> Processor.of(pages.values()));
        add("compiler and collector", () -> new JvmThreads(Path.of("/proc"), processes));
        add("this process", LoadProcess::new);
    }

    private void add(String name, Supplier<Source> source) {
        try {
            var able = source.get();
            able.read();
            sources.add(able);
        } catch (RuntimeException e) {
            missing.add(name + " (" + e.getMessage() + ")");
        }
    }

    /// What nobody tells here, and why.
    public List<String> missing() {
        return List.copyOf(missing);
    }

    /// Before a load.
    public Counts before() {
        return read(sources);
    }

    /// After a load, when its last event has been told.
    public Counts after() {
        if (sources.contains(records)) {
            var last = 0.0;
            for (int looks = 0; looks < MOST_LOOKS; looks++) {
                var now = records.read().getOrDefault("records", 0.0);
                if (now == last) {
                    break;
                }
                last = now;
                LockSupport.parkNanos(QUIET.toNanos());
            }
        }
        return read(sources.reversed());
    }

    /// Milliseconds of processor time so far.
    ///
    /// @return not a number when nobody tells
    public double processor() {
        return sources.stream()
                .filter(Processor.class::isInstance)
                .mapToDouble(source -> source.read().getOrDefault("processor", Double.NaN))
                .findFirst()
                .orElse(Double.NaN);
    }

    private static Counts read(List<Source> sources) {
        var counts = new HashMap<String, Double>();
        sources.forEach(source -> counts.putAll(source.read()));
        return new Counts(counts);
    }
}
