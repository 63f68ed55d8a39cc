package cn.juhui.scenarios.processes;

import cn.juhui.platform.http.client.Instances;
import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.client.Person;
import cn.juhui.scenarios.client.Wish;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/// Customers who apply at a steady pace, each through a load balancer in front of the gateways; only when as many as apply
/// in a second, or as this machine can bear, are without an answer does the next one wait. Who gets no good answer tries again
/// with the same key, as a phone does.
final class Customers {

    private static final Logger LOG = LoggerFactory.getLogger(Customers.class);
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final Instances gateways;
    private final String storefront;
    private final String merchant;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    /// Order number → refund, for every application that was acknowledged.
    final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    final Queue<Failure> failures = new ConcurrentLinkedQueue<>();
    final Queue<Double> seconds = new ConcurrentLinkedQueue<>();

    /// An application whose first answer was no good one.
    ///
    /// @param begun when it was sent, ended when the answer (or the end of the connection) came; both `System.nanoTime`
    /// @param what status and body, or the exception
    record Failure(long begun, long ended, String what) {}

    /// Of this story alone: its merchant has more express refunds than a careful shop allows.
    static final String CATEGORY = "STORY";

    private static final int PEOPLE = 50;

    /// Everything runs on this machine, these customers too: more at once would only wait for each other.
    private static final int BEARABLE = 8 * Runtime.getRuntime().availableProcessors();

    private record Customer(String id, String token) {}

    private final List<Customer> people;

    Customers(Cluster cluster, String merchant) {
        this.gateways = cluster.gateways();
        this.merchant = merchant;
        this.storefront = cluster.dev().token("storefront", "STOREFRONT", null);
        this.people =
                IntStream.range(0, PEOPLE)
                        .mapToObj(i -> "cus_" + merchant + "_" + i)
                        .map(id -> new Customer(id, cluster.dev().token(id, "CUSTOMER", null)))
                        .toList();
    }

    /// Applies at this pace until told to stop, and returns when every application is acknowledged.
    ///
    /// @return the applications that were begun
    int applyUntil(AtomicBoolean enough, int perSecond) throws InterruptedException {
        var begun = 0;
        var unanswered = new Semaphore(Math.min(perSecond, BEARABLE));
        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            var next = System.nanoTime();
            while (!enough.get()) {
                var customer = people.get(begun % PEOPLE);
                unanswered.acquire();
                all.execute(() -> {
                    try {
                        orderAndApply(customer);
                    } finally {
                        unanswered.release();
                    }
                });
                begun++;
                next = Math.max(next, System.nanoTime());
                next += TimeUnit.SECONDS.toNanos(1) / perSecond;
                LockSupport.parkNanos(next - System.nanoTime());
            }
            all.shutdown();
            if (!all.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("Applications without an answer");
            }
        }
        return begun;
    }

    private void orderAndApply(Customer customer) {
        var body = Juhui.json(Wish.of(customer.id(), merchant).ofCategory(CATEGORY).body());
        var order = JsonMapper.shared().readTree(until201("/v1/orders", storefront, body));
        var begun = System.nanoTime();
        var refund =
                until201(
                        "/v1/refunds",
                        customer.token(),
                        Juhui.json(Person.application(order.path("id").asString())));
        seconds.add((System.nanoTime() - begun) / 1e9);
        acknowledged.put(
                order.path("orderNo").asString(),
                JsonMapper.shared().readTree(refund).path("id").asString());
    }

    private String until201(String path, String token, String body) {
        var key = UUID.randomUUID().toString();
        var end = System.nanoTime() + PATIENCE.toNanos();
        var isFirst = true;
        while (true) {
            var begun = System.nanoTime();
            String failure;
            try {
                var answer = post(path, token, key, body);
                if (answer.status() == 201) {
                    return answer.body();
                }
                failure = answer.status() + " " + answer.body();
            } catch (IOException e) {
                failure = e.toString();
            }
            if (isFirst) {
                var first = new Failure(begun, System.nanoTime(), path + ": " + failure);
                LOG.info("Not answered well at first: {}", first);
                failures.add(first);
                isFirst = false;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError(path + " has no good answer: " + failure);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private record Told(int status, String body) {}

    /// Like a load balancer: what can't be connected goes to the other gateway, nothing else is sent twice.
    private Told post(String path, String token, String key, String body) throws IOException {
        return gateways.ask(false, gateway -> postTo(gateway, path, token, key, body));
    }

    private Told postTo(URI gateway, String path, String token, String key, String body)
            throws IOException {
        var request =
                HttpRequest.newBuilder(gateway.resolve(path))
                        .timeout(Duration.ofSeconds(60))
                        .header("Authorization", "Bearer " + token)
                        .header("Idempotency-Key", key)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            return new Told(answer.statusCode(), answer.body());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /// The 50th and 99th of a hundred applications took so long, in seconds, their repeats included.
    List<Double> percentiles() {
        var sorted = seconds.stream().sorted().toList();
        return List.of(sorted.get(sorted.size() / 2), sorted.get((int) (sorted.size() * 0.99)));
    }
}
