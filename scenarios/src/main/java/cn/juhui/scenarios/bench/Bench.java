package cn.juhui.scenarios.bench;

import cn.juhui.scenarios.client.Juhui;
import java.io.PrintStream;
import java.time.Duration;

/// Loads a running platform with express refunds and with reviewed ones, in a closed loop (as many as it takes) and in an open one
/// (a fixed rate, latency counted from the intended start), and prints life cycles per second, latency from submit to completed, and
/// database commands and Kafka records per life cycle.
///
/// Its orders are of a category of their own, `BENCH`, whose limits of express refunds the bench lifts as an operator first.
///
/// Arguments: `[seconds] [workers] [open-loop rate per second]`, by default 15, 8, 10. Addresses come from the same
/// environment variables that `./juhui up` reads.
public final class Bench {

    private static final Duration WARM_UP = Duration.ofSeconds(15);

    private Bench() {}

    public static void main(String[] arguments) {
        var seconds = Duration.ofSeconds(number(arguments, 0, 15));
        var workers = number(arguments, 1, 8);
        var rate = number(arguments, 2, 10);
        var addresses = Addresses.fromEnvironment();
        var juhui = new Juhui(addresses.gateway());
        var out = System.out;

        juhui.operator().liftsExpressLimits(LifeCycle.CATEGORY);
        out.println(Machine.describe());
        out.printf(
                "%-44s %9s %9s %9s %9s %9s %9s%n",
                "load", "cycles", "cycles/s", "p50 ms", "p99 ms", "db ops", "records");
        new ClosedLoop(juhui, LifeCycle.EXPRESS, workers, WARM_UP).run();
        new ClosedLoop(juhui, LifeCycle.REVIEWED, workers, WARM_UP.dividedBy(3)).run();
        for (var lifeCycle : LifeCycle.values()) {
            var closed = new ClosedLoop(juhui, lifeCycle, workers, seconds);
            print(out, lifeCycle + ", closed loop, " + workers + " workers", addresses, closed);
        }
        for (var lifeCycle : LifeCycle.values()) {
            var open = new OpenLoop(juhui, lifeCycle, rate, seconds);
            print(out, lifeCycle + ", open loop, " + rate + "/s", addresses, open);
        }
        out.println(
                "cycles: from submit (POST /v1/refunds) to completed; orders are placed outside of the measured time."
                        + " db ops: commands of all services, placing the order and reading included.");
    }

    private static void print(PrintStream out, String name, Addresses addresses, Load load) {
        var before = Costs.read(addresses);
        var result = load.run();
        var after = Costs.readWhenQuiet(addresses);
        out.printf(
                "%-44s %9d %9.1f %9.1f %9.1f %9.1f %9.1f%n",
                name,
                result.count(),
                result.perSecond(),
                result.percentileMillis(0.50),
                result.percentileMillis(0.99),
                after.commandsSince(before) / (double) result.count(),
                after.recordsSince(before) / (double) result.count());
    }

    private static int number(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }
}
