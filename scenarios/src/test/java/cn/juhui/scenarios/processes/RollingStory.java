package cn.juhui.scenarios.processes;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.client.Person;
import cn.juhui.scenarios.client.Wish;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// While customers apply: kill -9 of one instance of each part, its restart; SIGTERM of the other one of each, its restart.
final class RollingStory {

    private static final Logger LOG = LoggerFactory.getLogger(RollingStory.class);
    private static final Duration TO_THE_END = Duration.ofMinutes(3);

    /// What an orderly end may take: the drain's delay, and twenty-two seconds.
    private static final Duration TO_LEAVE = Duration.ofSeconds(25);

    /// A Java process that SIGTERM ended in good order.
    private static final int TERMINATED = 143;

    private final Cluster cluster;
    private final int perSecond;
    private final long least;

    /// The process died in between.
    private record Kill(long begun, long ended) {}

    private final List<Kill> kills = new ArrayList<>();

    /// The order of the one who applied while an instance left.
    private String orderInFlight = "";

    RollingStory(Cluster cluster, int perSecond, int seconds) {
        this.cluster = cluster;
        this.perSecond = perSecond;
        this.least = TimeUnit.SECONDS.toNanos(seconds);
    }

    void unfold() throws Exception {
        var dev = cluster.dev();
        new Juhui(cluster.aGateway().toString())
                .bearer(dev.token("operator", "OPERATOR", null))
                .liftsExpressLimits(Customers.CATEGORY);
        var customers = new Customers(cluster, "mer_" + perSecond);
        var enough = new AtomicBoolean();
        var begun = System.nanoTime();
        var load = CompletableFuture.supplyAsync(() -> apply(customers, enough));
        Awaitility.await()
                .atMost(TO_THE_END)
                .until(() -> customers.acknowledged.size() > 2 * perSecond);
        killAndRestart(cluster.each(0));
        stopAndRestart(cluster.each(1));
        Awaitility.await()
                .atMost(TO_THE_END)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> System.nanoTime() - begun > least);
        enough.set(true);
        var took = (System.nanoTime() - begun) / 1e9;
        int applications = load.get(TO_THE_END.toSeconds(), TimeUnit.SECONDS);

        LOG.info(
                "{} applications in {} s ({}/s), {} not answered well at first; 50th and 99th of"
                        + " 100: {} s",
                applications,
                Math.round(took),
                Math.round(applications / took),
                customers.failures.size(),
                customers.percentiles());
        assertThat(customers.acknowledged).hasSize(applications);
        var paidFor = new HashSet<>(customers.acknowledged.keySet());
        paidFor.add(orderInFlight);
        assertPaidOnceEach(paidFor);
        assertCompleted(customers.acknowledged);
        assertThat(customers.failures).allSatisfy(this::assertWasInFlightAtAKill);
    }

    private int apply(Customers customers, AtomicBoolean enough) {
        try {
            return customers.applyUntil(enough, perSecond);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void killAndRestart(List<Instance> victims) {
        for (var victim : victims) {
            var begun = System.nanoTime();
            victim.kill();
            kills.add(new Kill(begun, System.nanoTime()));
        }
        victims.forEach(Instance::start);
        victims.forEach(Instance::awaitReady);
    }

    private void stopAndRestart(List<Instance> leaving) throws Exception {
        var groups = leaving.stream().map(Instance::part).filter(Parts.SERVICES::contains).toList();
        Awaitility.await("both instances listen")
                .atMost(TO_THE_END)
                .until(() -> processes(groups).values().stream().allMatch(n -> n == 2));
        var begun = System.nanoTime();
        var refunds =
                leaving.stream()
                        .filter(one -> one.part().equals("refund-service"))
                        .findFirst()
                        .orElseThrow();
        try (var inFlight = anApplicationHalfSentTo(refunds)) {
            leaving.forEach(Instance::askToStop);
            assertSaysNoBeforeItStopsListening(refunds);
            assertThat(inFlight.finish()).isEqualTo("HTTP/1.1 201 ");
        }
        for (var one : leaving) {
            assertThat(one.awaitEnd()).as("exit code of " + one).isEqualTo(TERMINATED);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(TO_LEAVE);
        assertThat(processes(groups))
                .as("processes per group")
                .allSatisfy((g, n) -> assertThat(n).isEqualTo(1));
        leaving.forEach(Instance::start);
        leaving.forEach(Instance::awaitReady);
    }

    private HalfSent anApplicationHalfSentTo(Instance service) throws IOException {
        var customer = "cus_" + perSecond;
        var dev = cluster.dev();
        var gateway = new Juhui(cluster.aGateway().toString());
        var order =
                gateway.bearer(dev.token("storefront", "STOREFRONT", null))
                        .placesOrder(
                                Wish.of(customer, "mer_" + perSecond)
                                        .ofCategory(Customers.CATEGORY));
        orderInFlight = order.text("orderNo");
        return HalfSent.post(
                service.url(),
                "/v1/refunds",
                dev.token(customer, "CUSTOMER", null),
                Juhui.json(Person.application(order.text("id"))));
    }

    private static void assertSaysNoBeforeItStopsListening(Instance leaving) {
        var seen = new ArrayList<Integer>();
        Awaitility.await(leaving + " takes nothing new")
                .atMost(TO_LEAVE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    seen.add(leaving.readiness());
                    return seen.getLast() == 0;
                });
        assertThat(seen).as("readiness until nobody listened").contains(503);
    }

    /// How many processes are members of each consumer group; their sessions would last much longer than this look.
    private Map<String, Integer> processes(List<String> groups) throws Exception {
        var processes = new HashMap<String, Integer>();
        try (var admin =
                Admin.create(Map.<String, Object>of("bootstrap.servers", cluster.kafka()))) {
            for (var group : admin.describeConsumerGroups(groups).all().get().entrySet()) {
                var members = group.getValue().members();
                var topics =
                        members.stream()
                                .flatMap(m -> m.assignment().topicPartitions().stream())
                                .map(TopicPartition::topic)
                                .distinct()
                                .count();
                var each = Math.max(1, (int) topics) * Cluster.CONSUMERS_PER_TOPIC;
                processes.put(group.getKey(), members.size() / each);
            }
        }
        return processes;
    }

    private void assertWasInFlightAtAKill(Customers.Failure failure) {
        assertThat(kills)
                .as("kills around " + failure)
                .anyMatch(
                        kill -> failure.begun() <= kill.ended() && kill.begun() <= failure.ended());
    }

    private void assertPaidOnceEach(Set<String> orderNumbers) {
        var wanted = orderNumbers.stream().map(number -> "T" + number).collect(Collectors.toSet());
        Awaitility.await("all are paid")
                .atMost(TO_THE_END)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> paid().containsAll(wanted));
        assertThat(paid()).doesNotHaveDuplicates().hasSize(wanted.size());
    }

    private List<String> paid() {
        return cluster.dev().paidThrough("ALIPAY").stream()
                .map(one -> one.path("channelTransactionId").asString())
                .toList();
    }

    private void assertCompleted(Map<String, String> refunds) {
        var juhui = new Juhui(cluster.aGateway().toString());
        var agent = juhui.bearer(cluster.dev().token("agt_watch", "AGENT", null));
        var open = new HashSet<>(refunds.values());
        Awaitility.await("all are completed")
                .atMost(TO_THE_END)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    open.removeIf(id -> agent.seesRefund(id).text("status").equals("COMPLETED"));
                    return open.isEmpty();
                });
    }
}
