package cn.juhui.scenarios.bench;

import cn.juhui.scenarios.bench.cost.Costs;
import cn.juhui.scenarios.bench.cost.Counts;
import cn.juhui.scenarios.bench.load.ClosedLoop;
import cn.juhui.scenarios.bench.load.Customers;
import cn.juhui.scenarios.bench.load.Door;
import cn.juhui.scenarios.bench.load.Floor;
import cn.juhui.scenarios.bench.load.LifeCycle;
import cn.juhui.scenarios.bench.load.Load;
import cn.juhui.scenarios.bench.load.OpenLoop;
import cn.juhui.scenarios.bench.load.Result;
import cn.juhui.scenarios.bench.load.WarmUp;
import cn.juhui.scenarios.bench.profile.Recording;
import cn.juhui.scenarios.bench.profile.Shares;
import cn.juhui.scenarios.client.Juhui;
import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;

/// Loads a running platform with express refunds and with reviewed ones, in a closed loop (as many as it takes) and in open ones
/// (fixed rates, latency counted from the intended start), beside them its store and broker alone, and prints life cycles per second, latency
/// from submit to completed, and what a life cycle costs.
///
/// Its orders are of a category of their own, `BENCH`, whose limits of express refunds the bench lifts as an operator first.
///
/// Arguments: see [Options]. Addresses: see [Addresses].
public final class Bench {

    private static final Duration WINDOW = Duration.ofSeconds(5);
    private static final int MOST_WINDOWS = 36;
    private static final int MOST_FLOOR_WINDOWS = 6;

    /// A refund has several writes under way at a time, a cycle of the floor has one.
    private static final int FLOOR_WORKERS = 8;

    private static final Path RECORDING = Path.of(".juhui", "bench.jfr");

    private final Options options;
    private final Addresses addresses;
    private final Juhui juhui;
    private final Door door;
    private final MongoClient store;
    private final Admin broker;
    private final Costs costs;
    private final PrintStream out;
    private final Table table;

    private record Measured(Result result, Counts cost) {}

    private Bench(
            Options options,
            Addresses addresses,
            MongoClient store,
            Admin broker,
            PrintStream out) {
        this.options = options;
        this.addresses = addresses;
        this.juhui = new Juhui(addresses.gateway(), addresses.tokens());
        this.door = new Door(juhui);
        this.store = store;
        this.broker = broker;
        this.costs = new Costs(addresses.metrics(), addresses.processes(), store, broker);
        this.out = out;
        this.table = new Table(out);
    }

    public static void main(String[] arguments) throws IOException {
        // Numbers are for tables and pictures, wherever they are read.
        Locale.setDefault(Locale.ROOT);
        var options = Options.parse(List.of(arguments));
        var addresses = Addresses.from(System.getenv());
        try (var store = MongoClients.create(patient(addresses.store()));
                var broker =
                        Admin.create(
                                Map.of(
                                        "bootstrap.servers",
                                        addresses.kafka(),
                                        "default.api.timeout.ms",
                                        10_000,
                                        "request.timeout.ms",
                                        5_000))) {
            new Bench(options, addresses, store, broker, System.out).run();
        }
    }

    private static MongoClientSettings patient(String store) {
        return MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(store))
                .applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(5, TimeUnit.SECONDS))
                .build();
    }

    private void run() throws IOException {
        out.println(Machine.describe());
        costs.missing().forEach(what -> out.println("Nobody tells: " + what));
        juhui.operator().liftsExpressLimits(LifeCycle.CATEGORY);
        Customers.getTokens(juhui);
        for (var lifeCycle : LifeCycle.values()) {
            warmUp(lifeCycle);
        }
        table.header();
        idle();
        var express = closedLoop(LifeCycle.EXPRESS);
        closedLoop(LifeCycle.REVIEWED);
        floor(express);
        openLoops();
        if (options.isProfiled()) {
            profile();
        }
        out.println(Table.LEGEND);
    }

    private void warmUp(LifeCycle lifeCycle) {
        out.printf("warm-up, %s, /s in windows of %d s:", lifeCycle, WINDOW.toSeconds());
        var window = closed(lifeCycle, WINDOW);
        var rates = new WarmUp(window, MOST_WINDOWS).run(rate -> out.printf(" %.1f", rate));
        out.println(
                WarmUp.standsStill(rates) ? "; the rate stands still" : "; the rate still moves");
    }

    private Load closed(LifeCycle lifeCycle, Duration duration) {
        return new ClosedLoop(() -> lifeCycle.run(door), options.workers(), duration);
    }

    private void idle() {
        var before = costs.before();
        LockSupport.parkNanos(WINDOW.toNanos());
        table.idle(costs.after().since(before).dividedBy(WINDOW.toSeconds()));
    }

    private Measured closedLoop(LifeCycle lifeCycle) {
        var name = lifeCycle + ", " + options.workers() + " at once";
        var measured = measure(name, closed(lifeCycle, options.duration()));
        table.details(measured.cost());
        return measured;
    }

    private Measured measure(String name, Load load) {
        var before = costs.before();
        var result = load.run();
        var cost = costs.after().since(before).dividedBy(Math.max(1, result.count()));
        table.row(name, result, cost);
        return new Measured(result, cost);
    }

    /// What a refund writes and tells, without the refund.
    private void floor(Measured refunds) {
        var cost = refunds.cost();
        var writes = cost.of("written");
        var work =
                new Floor.Work(
                        (int) Math.round(Double.isNaN(writes) ? Table.writing(cost) : writes),
                        (int) Math.round(cost.of("records")),
                        (int) Math.round(cost.of("bytes") / cost.of("records")));
        if (work.writes() == 0 || work.records() == 0) {
            out.println("No floor: nobody tells how much a refund writes");
            return;
        }
        try (var floor = new Floor(store, broker, addresses.kafka(), work)) {
            new WarmUp(() -> floor.load(options.workers(), WINDOW).run(), MOST_FLOOR_WINDOWS)
                    .run(_ -> {});
            for (var workers : List.of(options.workers(), FLOOR_WORKERS * options.workers())) {
                var load = floor.load(workers, options.duration());
                var alone = measure("floor, " + workers + " at once", load).result();
                out.printf(
                        "    %d guarded writes and %d records of %d bytes per cycle; refunds, %d at once, reach %.1f %% of it%n",
                        work.writes(),
                        work.records(),
                        work.recordBytes(),
                        options.workers(),
                        100 * refunds.result().perSecond() / alone.perSecond());
            }
        } catch (RuntimeException e) {
            out.println("No floor: " + e.getMessage());
        }
    }

    private void openLoops() throws IOException {
        var points = new ArrayList<Chart.Point>();
        var able = EnumSet.allOf(LifeCycle.class);
        for (var rate : options.rates()) {
            for (var lifeCycle : LifeCycle.values()) {
                var name = lifeCycle + ", " + rate + "/s";
                if (!able.contains(lifeCycle)) {
                    out.println(name + ": not tried, less was too much");
                    continue;
                }
                var load = new OpenLoop(door, lifeCycle, rate, options.duration());
                var result = measure(name, load).result();
                points.add(
                        new Chart.Point(
                                lifeCycle,
                                rate,
                                result.perSecond(),
                                result.percentileMillis(0.50),
                                result.percentileMillis(0.99)));
                if (!result.keptUp()) {
                    able.remove(lifeCycle);
                }
            }
        }
        if (options.chart() != null) {
            Files.writeString(options.chart(), new Chart(points).svg());
            out.println("chart: " + options.chart().toAbsolutePath());
        }
    }

    /// Once more, so that what was measured before was not watched.
    private void profile() {
        if (addresses.processes().isEmpty()) {
            out.println("No profile: no process of the platform is known here (JUHUI_PIDS)");
            return;
        }
        try {
            Recording.of(
                    addresses.processes().getFirst(),
                    RECORDING,
                    () ->
                            measure(
                                    "EXPRESS, recorded",
                                    closed(LifeCycle.EXPRESS, options.duration())));
            out.println("shares of processor time, by threads and whose code they ran:");
            Shares.of(RECORDING).lines().forEach(out::println);
            out.println("recording: " + RECORDING.toAbsolutePath());
        } catch (IOException e) {
            out.println("No profile: " + e);
        }
    }
}
