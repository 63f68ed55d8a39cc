package cn.juhui.scenarios;

import static cn.juhui.scenarios.Cases.awaitStatus;
import static cn.juhui.scenarios.Cases.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.client.Wish;
import cn.juhui.scenarios.support.RunningPlatform;
import cn.juhui.scenarios.support.SpanCollector;
import cn.juhui.scenarios.support.SpanCollector.Span;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// One trace of OpenTelemetry shows a refund from the request to the money and the merchant's system, under the trace id that the log has.
class SpansTest {

    /// The span that the caller says its request is a part of.
    private static final String CALLER = "b7ad6b7169203331";

    private static final Set<String> SERVICES =
            Set.of(
                    "gateway",
                    "refund-service",
                    "order-service",
                    "payout-service",
                    "notification-service");

    @Test
    void one_trace_leads_from_the_request_through_every_topic_to_the_money_and_the_webhook()
            throws Exception {
        var system =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        system.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        system.start();
        try (var collector = new SpanCollector()) {
            var platform =
                    RunningPlatform.ofItsOwnWith(
                            Map.of("TRACING_URL", collector.url(), "TRACING_ONE_IN", "1"));
            try {
                follow(platform, collector, system.getAddress().getPort());
            } finally {
                platform.stop();
            }
        } finally {
            system.stop(0);
        }
    }

    private static void follow(RunningPlatform platform, SpanCollector collector, int port) {
        var juhui = platform.juhui();
        var alice = fresh("cus");
        var shop = fresh("mer");
        juhui.merchant(shop)
                .post("/v1/webhook-endpoints", Map.of("url", "http://127.0.0.1:" + port + "/"))
                .expect(201);
        var orderId = juhui.storefront().placesOrder(Wish.of(alice, shop).notExpress()).text("id");
        var refundId = juhui.customer(alice).appliesAndWaits(orderId).expect(201).text("id");
        var trace = UUID.randomUUID().toString().replace("-", "");
        // That the caller doesn't want it kept, or does, is not what decides.
        var headers = Map.of("traceparent", "00-" + trace + "-" + CALLER + "-00");
        juhui.merchant(shop)
                .post("/v1/refunds/" + refundId + "/approve", Map.of(), headers)
                .expect(200);
        awaitStatus(juhui.customer(alice), refundId, "COMPLETED");

        // Each service sends its own in its own time.
        var spans =
                Awaitility.await()
                        .atMost(Cases.PATIENCE)
                        .until(
                                () -> collector.of(trace),
                                found ->
                                        found.stream().anyMatch(named("webhook refund.completed"))
                                                && found.stream()
                                                        .map(Span::service)
                                                        .collect(Collectors.toSet())
                                                        .containsAll(SERVICES)
                                                && orphans(found).isEmpty());
        assertThat(spans.stream().filter(named("POST /v1/refunds/{id}/approve")))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.service()).isEqualTo("refund-service");
                    assertThat(one.attributes())
                            .containsEntry("juhui.outcome", "CHANGED")
                            .containsEntry("juhui.refund", refundId)
                            .containsEntry("juhui.order", orderId);
                });
        assertThat(spans.stream().map(Span::name))
                .contains("refund.merchant_approved", "order.cards_voided", "submit ALIPAY");
        assertThat(spans).extracting(Span::spanId).doesNotHaveDuplicates();
        assertThat(spans.stream().filter(one -> one.parentId().equals(CALLER)))
                .singleElement()
                .extracting(Span::service)
                .isEqualTo("gateway");
        assertThat(way(spans, named("webhook refund.completed")))
                .contains("gateway", "refund-service", "order-service", "payout-service");
        assertThat(spans).noneSatisfy(one -> assertThat(one.toString()).contains(alice));
        assertThat(collector.all())
                .noneSatisfy(one -> assertThat(one.name()).contains("/actuator"));
    }

    /// Those that hang on none of the others, nor on what the caller said.
    private static List<Span> orphans(List<Span> spans) {
        var known = spans.stream().map(Span::spanId).collect(Collectors.toSet());
        return spans.stream()
                .filter(one -> !known.contains(one.parentId()) && !one.parentId().equals(CALLER))
                .toList();
    }

    /// The services from a span up to the first one.
    private static List<String> way(List<Span> spans, Predicate<Span> from) {
        var byId = spans.stream().collect(Collectors.toMap(Span::spanId, one -> one));
        var way = new ArrayList<String>();
        for (var one = spans.stream().filter(from).findFirst().orElse(null);
                one != null;
                one = byId.get(one.parentId())) {
            way.addFirst(one.service());
        }
        return way;
    }

    private static Predicate<Span> named(String name) {
        return one -> one.name().equals(name);
    }
}
