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
import cn.juhui.scenarios.bench.load.StoredRefunds;
import cn.juhui.scenarios.bench.load.WarmUp;
import cn.juhui.scenarios.bench.profile.Recording;
import cn.juhui.scenarios.bench.profile.Shares;
import cn.juhui.scenarios.client.Juhui;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/// Loads a running platform with express refunds and with reviewed ones, in a closed loop (as many as it takes) and in open ones
/// (fixed rates, latency counted from the intended start), beside them its store and broker alone, and prints life cycles per second, latency
/// from submit to completed, and what a life cycle costs.
///
/// Its orders are of a category of their own, `BENCH`, whose limits of express refunds the bench lifts as an operator first.
///
/// It is long because it is the list of what is measured, in its order. Arguments: see [Options]. Addresses: see [Addresses].
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
    private final Backends backends;
    private final Costs costs;
    private final PrintStream out;
    private final Table table;

    private record Measured(Result result, Counts cost) {}

    private Bench(Options options, Addresses addresses, Backends backends, PrintStream out) {
        this.options = options;
        this.addresses = addresses;
        this.juhui = new Juhui(addresses.gateway(), addresses.tokens());
        this.door = new Door(juhui);
        this.backends = backends;
        this.costs =
                new Costs(
                        addresses.metrics(),
                        addresses.processes(),
                        backends.store(),
                        backends.broker());
        this.out = out;
        this.table = new Table(out);
    }

    public static void main(String[] arguments) throws IOException {
        // Numbers are for tables and pictures, wherever they are read.
        Locale.setDefault(Locale.ROOT);
        var options = Options.parse(List.of(arguments));
        var addresses = Addresses.from(System.getenv());
        try (var backends = Backends.of(addresses)) {
            new Bench(options, addresses, backends, System.out).run();
        }
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
        stored();
        if (options.isProfiled()) {
            profile();
        }
        out.println(Table.LEGEND);
    }

    private void warmUp(LifeCycle lifeCycle) {
        out.printf("warm-up, %s, windows of %d s:", lifeCycle, WINDOW.toSeconds());
        var window = closed(lifeCycle, WINDOW);
        out.println(
                new WarmUp(() -> window(window), MOST_WINDOWS).run()
                        ? "; stands still"
                        : "; still moves");
    }

    /// Processor time per life cycle, which hardly depends on who else uses the machine; the rate where nobody tells.
    private double window(Load load) {
        var before = costs.processor();
        var result = load.run();
        var each = (costs.processor() - before) / Math.max(1, result.count());
        out.printf(" %.1f/s (%.0f ms)", result.perSecond(), each);
        return Double.isNaN(each) ? result.perSecond() : each;
    }

    private Load closed(LifeCycle lifeCycle, Duration duration) {
        return new ClosedLoop(() -> lifeCycle.run(door), options.workers(), duration);
    }

    private void idle() {
        var before = costs.before();
        LockSupport.parkNanos(WINDOW.toNanos());
        var spent = costs.after().since(before);
        table.idle(spent.dividedBy(spent.of("seconds")));
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
        try (var floor = new Floor(backends.store(), backends.broker(), addresses.kafka(), work)) {
            var window = floor.load(options.workers(), WINDOW);
            new WarmUp(() -> window.run().perSecond(), MOST_FLOOR_WINDOWS).run();
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
            draw(options.chart(), new Chart(points).svg());
        }
    }

    /// The same closed loop with more and more refunds in the store.
    private void stored() throws IOException {
        var refunds = new StoredRefunds(backends.store());
        var points = new ArrayList<StoredChart.Point>();
        for (var many : options.stored()) {
            refunds.fillUpTo(many);
            out.printf("%,d refunds stored:", many);
            new WarmUp(() -> window(closed(LifeCycle.EXPRESS, WINDOW)), MOST_WINDOWS).run();
            out.println();
            var name = "EXPRESS, %,d stored".formatted(many);
            var measured = measure(name, closed(LifeCycle.EXPRESS, options.duration()));
            points.add(
                    new StoredChart.Point(
                            many, measured.result().perSecond(), measured.cost().of("processor")));
        }
        if (options.chart() != null && !points.isEmpty()) {
            draw(ofStored(options.chart()), new StoredChart(points).svg());
        }
    }

    /// Beside the chart of the loads: `cost.svg`, `cost-stored.svg`.
    private static Path ofStored(Path chart) {
        var name = chart.getFileName().toString();
        var dot = name.lastIndexOf('.');
        return chart.resolveSibling(
                dot < 0
                        ? name + "-stored"
                        : name.substring(0, dot) + "-stored" + name.substring(dot));
    }

    private void draw(Path file, String svg) throws IOException {
        Files.writeString(file, svg);
        out.println("chart: " + file.toAbsolutePath());
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
