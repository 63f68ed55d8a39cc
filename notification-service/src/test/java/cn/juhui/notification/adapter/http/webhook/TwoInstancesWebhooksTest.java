package cn.juhui.notification.adapter.http.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.is;

import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.refund.CaseIds;
import cn.juhui.contracts.refund.MerchantUrged;
import cn.juhui.contracts.wire.Topics;
import cn.juhui.notification.adapter.http.Instance;
import cn.juhui.notification.adapter.http.webhook.Receiver.Received;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.AskedService;
import cn.juhui.platform.testkit.TellingService;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/// Two instances of the service on one store and one broker: whoever hears of an event, each endpoint gets it once, and each case's in their order.
@Timeout(120)
class TwoInstancesWebhooksTest {

    private static final int ENDPOINTS = 6;
    private static final int CASES = 30;
    private static final int EVENTS = 8;

    private static final List<ServletWebServerApplicationContext> INSTANCES = new ArrayList<>();
    private static final AskedService NEIGHBOURS = new AskedService();
    private static final TellingService REFUND_SERVICE = new TellingService();
    private static final String DATABASE = "test_" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeAll
    static void start() {
        for (int i = 0; i < 2; i++) {
            INSTANCES.add(Instance.start(DATABASE, NEIGHBOURS.url()));
        }
    }

    @AfterAll
    static void stop() {
        INSTANCES.forEach(ServletWebServerApplicationContext::close);
        REFUND_SERVICE.close();
        NEIGHBOURS.close();
    }

    private static MerchantClient people(int instance, String shop) {
        return new MerchantClient(Instance.port(INSTANCES.get(instance)), shop);
    }

    private static void tell(String shop, String refundId, int n) {
        var ids =
                new CaseIds(
                        new RefundId(refundId),
                        new OrderId(Ids.sibling("ord", refundId)),
                        "JH1001",
                        new CustomerId("cus_alice"),
                        new MerchantId(shop));
        REFUND_SERVICE.tell(Topics.REFUNDS, refundId, shop, n, new MerchantUrged(ids, n));
    }

    private static double sentBy(int instance) {
        return INSTANCES
                .get(instance)
                .getBean(MeterRegistry.class)
                .get("juhui.webhooks.attempts")
                .counters()
                .stream()
                .mapToDouble(io.micrometer.core.instrument.Counter::count)
                .sum();
    }

    /// Which instance hears of a case is Kafka's to say, and it may give all to one for a while: rounds go on until both took part.
    @Test
    void each_endpoint_has_each_event_once_and_each_cases_in_their_order() {
        int asked = 0;
        do {
            asked += round("mer_" + UUID.randomUUID().toString().substring(0, 8));
            Awaitility.await().until(() -> sentBy(0) + sentBy(1), is((double) asked));
        } while (sentBy(0) == 0 || sentBy(1) == 0);
    }

    /// @return how many requests came
    private static int round(String shop) {
        var receivers = IntStream.range(0, ENDPOINTS).mapToObj(_ -> Receiver.willing()).toList();
        var refused = ConcurrentHashMap.<String>newKeySet();
        var broken =
                new Receiver((request, exchange) ->
                        Receiver.answer(exchange, failsFirst(request, refused) ? 500 : 204, ""));
        try (broken) {
            receivers.forEach(one -> people(0, shop).endpoint(one.url("/")));
            people(1, shop).endpoint(broken.url("/"));
            var cases = IntStream.range(0, CASES).mapToObj(_ -> Ids.next("rfd")).toList();
            for (int n = 1; n <= EVENTS; n++) {
                for (var refundId : cases) {
                    tell(shop, refundId, n);
                }
            }
            for (var one : receivers) {
                assertOnceInOrder(one.await(CASES * EVENTS), cases);
            }
            var all = broken.await(CASES * EVENTS + refused.size());
            assertThat(refused).isNotEmpty();
            assertOnceInOrder(withoutRefused(all), cases);
            return ENDPOINTS * CASES * EVENTS + broken.received().size();
        } finally {
            receivers.forEach(Receiver::close);
        }
    }

    /// The fourth event of a few cases, when it comes for the first time.
    private static boolean failsFirst(Received request, Set<String> refused) {
        return count(request) == 4
                && refused.size() < 2
                && refused.add(request.header("webhook-id"));
    }

    private static List<Received> withoutRefused(List<Received> all) {
        var last = new HashMap<String, Received>();
        all.forEach(one -> last.put(one.header("webhook-id"), one));
        return all.stream().filter(one -> last.get(one.header("webhook-id")) == one).toList();
    }

    private static int count(Received request) {
        return JsonMapper.shared().readTree(request.body()).path("data").path("count").asInt();
    }

    private static void assertOnceInOrder(List<Received> all, List<String> cases) {
        assertThat(all.stream().map(one -> one.header("webhook-id")))
                .hasSize(CASES * EVENTS)
                .doesNotHaveDuplicates();
        var counts = new HashMap<String, List<Integer>>();
        for (var one : all) {
            var subject = JsonMapper.shared().readTree(one.body()).path("subject").asString();
            counts.computeIfAbsent(subject, _ -> new ArrayList<>()).add(count(one));
        }
        assertThat(new TreeSet<>(counts.keySet())).isEqualTo(new TreeSet<>(cases));
        var expected = IntStream.rangeClosed(1, EVENTS).boxed().toList();
        assertThat(counts.values()).allSatisfy(some -> assertThat(some).isEqualTo(expected));
    }

    @Test
    void an_instance_without_the_key_of_stored_secrets_does_not_start() {
        people(0, "mer_keys").endpoint("http://localhost:9/");
        assertThatThrownBy(() ->
                        Instance.start(
                                        DATABASE,
                                        NEIGHBOURS.url(),
                                        "--WEBHOOK_KEYS=" + "d".repeat(64))
                                .close())
                .hasStackTraceContaining("WEBHOOK_KEYS: the key with the id");
    }
}
