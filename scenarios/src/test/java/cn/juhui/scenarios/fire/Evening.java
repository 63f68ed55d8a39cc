package cn.juhui.scenarios.fire;

import cn.juhui.contracts.wire.Topics;
import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.support.ForgetfulStore;
import cn.juhui.scenarios.support.RunningPlatform;
import cn.juhui.scenarios.support.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/// Some orders and what everybody does about them at once, at random; then calm, and an end for every case; then the judge.
///
/// The seed decides who does what; threads decide who is first. So a seed that fails is a good start for a hunt, and no proof.
final class Evening {

    private static final int DEALS = 12;
    private static final int SHOPS = 3;
    private static final int ROUNDS = 6;
    private static final Duration TO_THE_END = Duration.ofSeconds(90);
    private static final Duration QUIET = Duration.ofSeconds(20);
    private static final List<Duration> TO_COME =
            List.of(Duration.ofMinutes(20), Duration.ofHours(7), Duration.ofDays(1));

    private final RunningPlatform platform;
    private final Juhui juhui;
    private final long seed;
    private final SplittableGenerator chance;
    private final List<Runnable> deaths;
    private final Weather weather;
    private final Liar liar;
    private @Nullable ForgetfulStore store;

    /// @param deaths what dies in the middle of it, one after another; empty for an evening without
    /// @param lies what somebody tells who can write to one topic, which the seed picks; empty for an evening without
    Evening(RunningPlatform platform, long seed, List<Runnable> deaths, List<Lie> lies) {
        this.platform = platform;
        this.juhui = platform.juhui();
        this.seed = seed;
        this.chance =
                RandomGeneratorFactory.<SplittableGenerator>of("L64X128MixRandom").create(seed);
        this.deaths = deaths;
        this.weather = new Weather(juhui, chance.split());
        var topic = Topics.ALL.get((int) Math.floorMod(seed, Topics.ALL.size()));
        this.liar = new Liar(platform.kafka(), topic, lies, chance.split());
    }

    Evening onStoreThatForgets(ForgetfulStore forgetful) {
        store = forgetful;
        return this;
    }

    void passes() throws Exception {
        System.out.println("-Djuhui.seed=" + seed);
        var before = Payment.all(juhui).stream().map(Payment::refundNo).collect(Collectors.toSet());
        try (var people = Executors.newFixedThreadPool(8)) {
            var deals = opens(people);
            for (int round = 0; round < Math.max(ROUNDS, deaths.size()); round++) {
                weather.changes(deals);
                everybodyActs(people, deals, round);
                judged(deals, Judge.midway(juhui, deals));
            }
            weather.clears();
            ends(people, deals, before);
        }
    }

    private List<Deal> opens(ExecutorService people) throws Exception {
        var shops = IntStream.range(0, SHOPS).mapToObj(_ -> Deal.fresh("mer")).toList();
        var calls = new ArrayList<Callable<Deal>>();
        for (int i = 0; i < DEALS; i++) {
            var shop = shops.get(i % SHOPS);
            var own = chance.split();
            calls.add(() -> new Deal(juhui, shop, own));
        }
        return all(people, calls);
    }

    private void everybodyActs(ExecutorService people, List<Deal> deals, int round)
            throws Exception {
        var calls = new ArrayList<Callable<Boolean>>();
        for (var deal : deals) {
            for (int twice = 0; twice < 2; twice++) {
                var acting = new Acting(deal, chance.split());
                calls.add(() -> {
                    acting.act();
                    return true;
                });
            }
        }
        calls.add(
                calls.size() / 3,
                () -> {
                    liar.lies(deals, 4);
                    return true;
                });
        if (round < deaths.size()) {
            calls.add(
                    calls.size() / 2,
                    () -> {
                        deaths.get(round).run();
                        return true;
                    });
        }
        all(people, calls);
    }

    private static <T> List<T> all(ExecutorService people, List<Callable<T>> calls)
            throws Exception {
        var results = new ArrayList<T>();
        for (var result : people.invokeAll(calls)) {
            try {
                results.add(result.get());
            } catch (ExecutionException e) {
                throw new AssertionError("Somebody got no sensible answer", e.getCause());
            }
        }
        return results;
    }

    private void ends(ExecutorService people, List<Deal> deals, Set<String> before) {
        var endings = deals.stream().map(deal -> new Ending(deal, chance.split())).toList();
        await(
                TO_THE_END,
                deals,
                () -> {
                    juhui.advance(TO_COME.get(chance.nextInt(TO_COME.size())));
                    step(people, endings);
                    return Judge.inTheEnd(juhui, deals, before);
                });
        juhui.advance(Duration.ofDays(10)); // whatever was still to come
        await(QUIET, deals, () -> Judge.inTheEnd(juhui, deals, before));
        if (store != null) {
            return; // What was told of a write that is lost stays told.
        }
        await(
                QUIET,
                deals,
                () -> {
                    var records =
                            Topics.ALL.stream()
                                    .flatMap(topic -> Topic.read(platform.kafka(), topic).stream())
                                    .toList();
                    return Histories.complaints(
                            records, deals, juhui.agent(Deal.AGENTS.getFirst()));
                });
    }

    private static void step(ExecutorService people, List<Ending> endings) {
        try {
            all(
                    people,
                    endings.stream()
                            .<Callable<Boolean>>map(ending ->
                                    () -> {
                                        ending.step();
                                        return true;
                                    })
                            .toList());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void await(Duration most, List<Deal> deals, Supplier<List<String>> judge) {
        var last = new ArrayList<String>();
        try {
            Awaitility.await()
                    .atMost(most)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> {
                        var now = judge.get();
                        last.clear();
                        last.addAll(now);
                        return now.isEmpty();
                    });
        } catch (ConditionTimeoutException _) {
            judged(deals, last);
        }
    }

    private void judged(List<Deal> deals, List<String> complaints) {
        if (!complaints.isEmpty()) {
            var all = String.join("\n", complaints);
            var tales = deals.stream().filter(d -> d.isIn(all)).map(Deal::toString).toList();
            throw new AssertionError(
                    "-Djuhui.seed=%d%n%s%n%s%n%s%n%s%n%s"
                            .formatted(
                                    seed,
                                    all,
                                    String.join("\n", tales),
                                    weather,
                                    liar,
                                    store == null ? "" : "lost: " + store.lost()));
        }
    }
}
