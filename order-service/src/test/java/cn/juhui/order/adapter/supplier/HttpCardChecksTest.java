package cn.juhui.order.adapter.supplier;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.FactSource;
import cn.juhui.contracts.Provenance;
import cn.juhui.contracts.money.Money;
import cn.juhui.order.domain.Fixtures;
import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.OrderCommand.CardCheck;
import cn.juhui.order.domain.OrderMachine;
import cn.juhui.order.domain.policy.DefaultPolicies;
import com.sun.net.httpserver.HttpServer;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against a supplier at the wire that answers anything.
class HttpCardChecksTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration TIME_LIMIT = Duration.ofMillis(500);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicReference<String> asked = new AtomicReference<>("");
    private final AtomicReference<String> key = new AtomicReference<>("");
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicInteger number = new AtomicInteger();
    private final Order order =
            Fixtures.after(
                    OrderMachine.place(
                                    "ord_1",
                                    Fixtures.aPurchase(
                                            19_000, Fixtures.anItem("GAME_CARD", 2, 9_500, 10_000)),
                                    DefaultPolicies::of,
                                    () -> "crd_" + number.incrementAndGet())
                            .order(),
                    Fixtures.ship(List.of(), Fixtures.SHIPPED));

    private HttpServer supplier;
    private HttpCardChecks checks;
    private int status = 200;
    private String answer = "{}";
    private boolean silent;
    private boolean stalls;

    @BeforeEach
    void start() throws IOException {
        supplier =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        supplier.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        supplier.createContext(
                "/card-checks",
                exchange -> {
                    try (exchange) {
                        calls.incrementAndGet();
                        asked.set(
                                new String(
                                        exchange.getRequestBody().readAllBytes(),
                                        StandardCharsets.UTF_8));
                        key.set(exchange.getRequestHeaders().getFirst("Authorization"));
                        if (silent) {
                            over.await();
                        }
                        var bytes = answer.getBytes(StandardCharsets.UTF_8);
                        exchange.sendResponseHeaders(status, stalls ? 100 : bytes.length);
                        exchange.getResponseBody().write(bytes);
                        exchange.getResponseBody().flush();
                        if (stalls) {
                            over.await();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        supplier.start();
        checks =
                new HttpCardChecks(
                        URI.create("http://127.0.0.1:" + supplier.getAddress().getPort()),
                        "a-key",
                        TIME_LIMIT,
                        CircuitBreaker.ofDefaults("card-checks"),
                        Bulkhead.ofDefaults("card-checks"),
                        meters,
                        Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void stop() {
        over.countDown();
        checks.close();
        supplier.stop(0);
    }

    private List<CardCheck> ask() {
        return checks.check(order, List.of("crd_1", "crd_2"));
    }

    private static Provenance said(Instant at, String reference) {
        return new Provenance(FactSource.SUPPLIER, "card-checks", NOW, at, reference);
    }

    @Test
    void one_call_asks_about_all_cards_and_what_is_known_is_a_fact() {
        answer =
                """
                {"cards": [
                  {"cardId": "crd_2", "state": "PARTIALLY_USED", "remainingValue": 3000,
                   "usedAt": "2026-03-01T11:00:00Z", "reference": "CHK-1", "more": true},
                  {"cardId": "crd_1", "state": "UNUSED"},
                  {"cardId": "crd_1", "state": "USED"},
                  {"cardId": "crd_of_somebody_else", "state": "USED"}]}
                """;

        assertThat(ask())
                .containsExactlyInAnyOrder(
                        new CardCheck(
                                "crd_2",
                                Money.cny(3_000),
                                said(Instant.parse("2026-03-01T11:00:00Z"), "CHK-1")),
                        new CardCheck(
                                "crd_1",
                                Money.cny(10_000),
                                new Provenance(
                                        FactSource.SUPPLIER, "card-checks", NOW, NOW, null)));
        assertThat(calls).hasValue(1);
        assertThat(key).hasValue("Bearer a-key");
        assertThat(asked.get())
                .contains(order.purchase().orderNo(), "\"sku\":\"sku-1\"", "crd_1", "crd_2")
                .doesNotContain("cus_alice");
        assertThat(meters.counter("juhui.orders.card_checks", "answer", "known").count())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "<html>",
                "{\"cards\": null}",
                "{\"cards\": [null, {}]}",
                "{\"cards\": [{\"cardId\": \"crd_1\", \"state\": \"UNKNOWN\"}]}",
                "{\"cards\": [{\"cardId\": \"crd_1\", \"state\": \"SOLD\"}]}",
                "{\"cards\": [{\"cardId\": \"crd_1\", \"state\": \"PARTIALLY_USED\"}]}",
                "{\"cards\": [{\"cardId\": \"crd_1\", \"state\": \"PARTIALLY_USED\", \"remainingValue\": 10001}]}",
                "{\"cards\": [{\"cardId\": \"crd_1\", \"state\": \"PARTIALLY_USED\", \"remainingValue\": -1}]}",
                "{\"cards\": [{\"cardId\": \"crd_1\", \"state\": \"USED\", \"usedAt\": \"yesterday\"}]}"
            })
    void what_can_not_be_true_is_not_known(String garbage) {
        answer = garbage;

        assertThat(ask()).isEmpty();
    }

    @Test
    void a_supplier_that_errs_or_says_too_much_does_not_know() {
        answer = "{\"cards\": [{\"cardId\": \"crd_1\", \"state\": \"USED\"}]}";
        status = 500;
        assertThat(ask()).isEmpty();

        status = 200;
        answer = answer + " ".repeat(64 * 1024);
        assertThat(ask()).isEmpty();
        assertThat(meters.counter("juhui.orders.card_checks", "answer", "unknown").count())
                .isEqualTo(4);
    }

    @Test
    void a_silent_supplier_is_not_waited_for() {
        silent = true;
        var begin = System.nanoTime();

        assertThat(ask()).isEmpty();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void a_supplier_that_begins_an_answer_and_never_ends_it_is_not_waited_for() {
        stalls = true;
        var begin = System.nanoTime();

        assertThat(ask()).isEmpty();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void a_supplier_that_is_away_is_not_known_and_soon_not_asked() {
        supplier.stop(0);
        for (int i = 0; i < 200; i++) {
            assertThat(ask()).isEmpty();
        }
    }

    @Test
    void a_date_in_the_future_counts_as_now() {
        answer =
                "{\"cards\": [{\"cardId\": \"crd_1\", \"state\": \"USED\", \"usedAt\": \"2027-01-01T00:00:00Z\"}]}";

        assertThat(ask())
                .singleElement()
                .satisfies(check -> assertThat(check.told().happenedAt()).isEqualTo(NOW));
    }
}
