package cn.juhui.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.gateway.route.Service;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Two instances of order-service behind one gateway.
class InstancesTest extends GatewayTest {

    private static final Two ORDERS = new Two();

    /// Two instances that count what they are asked, and can be not ready or hang up.
    private static final class Two {
        private final Upstream one = new Upstream();
        private final Upstream other = new Upstream();
        private final AtomicInteger ofOne = new AtomicInteger();
        private final AtomicInteger ofOther = new AtomicInteger();
        private final AtomicBoolean ready = new AtomicBoolean(true);
        private final AtomicBoolean hangsUp = new AtomicBoolean();

        void begin() {
            ofOne.set(0);
            ofOther.set(0);
            ready.set(true);
            hangsUp.set(false);
            one.handles(exchange -> {
                if (exchange.getRequestURI().getPath().equals("/internal/readiness")) {
                    Upstream.answer(exchange, ready.get() ? 200 : 503, "{}", Map.of());
                    return;
                }
                ofOne.incrementAndGet();
                exchange.getRequestBody().readAllBytes();
                if (!hangsUp.get()) {
                    Upstream.OK.handle(exchange);
                }
            });
            other.handles(exchange -> {
                if (!exchange.getRequestURI().getPath().equals("/internal/readiness")) {
                    ofOther.incrementAndGet();
                    exchange.getRequestBody().readAllBytes();
                }
                Upstream.OK.handle(exchange);
            });
        }
    }

    @DynamicPropertySource
    static void twoInstances(DynamicPropertyRegistry properties) {
        ELSEWHERE.put(Service.ORDER, ORDERS.one.url() + "," + ORDERS.other.url());
        ELSEWHERE.put(Service.PAYOUT, "http://127.0.0.1:9," + ORDERS.other.url());
        properties.add("juhui.test", () -> "a context with two instances");
    }

    @AfterAll
    static void backAgain() {
        ELSEWHERE.clear();
    }

    @BeforeEach
    void bothAreWell() {
        ORDERS.begin();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    get();
                    return ORDERS.ofOne.get() > 0 && ORDERS.ofOther.get() > 0;
                });
        ORDERS.begin();
    }

    private int get() {
        return send(as(ALICE, "/v1/orders")).statusCode();
    }

    @Test
    void are_asked_in_turn() {
        for (int i = 0; i < 10; i++) {
            assertThat(get()).isEqualTo(200);
        }
        assertThat(ORDERS.ofOne.get()).isEqualTo(5);
        assertThat(ORDERS.ofOther.get()).isEqualTo(5);
    }

    @Test
    void that_are_not_ready_are_passed_over_until_they_are() {
        ORDERS.ready.set(false);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    var before = ORDERS.ofOne.get();
                    var both = List.of(get(), get());
                    assertThat(both).containsOnly(200);
                    return ORDERS.ofOne.get() == before;
                });

        ORDERS.ready.set(true);
        var before = ORDERS.ofOne.get();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> get() == 200 && ORDERS.ofOne.get() > before);
    }

    @Test
    void that_nobody_reaches_are_no_reason_to_fail_whatever_is_sent() {
        for (int i = 0; i < 4; i++) {
            var post = as(ALICE, "/v1/payouts/pay_1/retry").POST(BodyPublishers.ofString("{}"));
            assertThat(send(post).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void that_hang_up_are_followed_by_the_other_for_what_may_be_said_twice() {
        ORDERS.hangsUp.set(true);
        for (int i = 0; i < 4; i++) {
            assertThat(get()).isEqualTo(200);
            var keyed =
                    as(ALICE, "/v1/orders")
                            .header("Idempotency-Key", "k" + i)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString("{}"));
            assertThat(send(keyed).statusCode()).isEqualTo(200);
        }
        assertThat(ORDERS.ofOne.get()).isPositive();
    }

    @Test
    void that_hang_up_are_the_end_of_what_may_not() {
        ORDERS.hangsUp.set(true);
        var statuses = new AtomicInteger();
        for (int i = 0; i < 4; i++) {
            var post = as(ALICE, "/v1/orders/ord_1/shipments").POST(BodyPublishers.ofString("{}"));
            var answer = send(post);
            if (answer.statusCode() != 200) {
                assertThat(problem(answer)).isEqualTo("502 UPSTREAM_BROKE_OFF");
                statuses.incrementAndGet();
            }
        }
        assertThat(statuses.get()).isEqualTo(ORDERS.ofOne.get()).isPositive();
    }
}
