package cn.juhui.scenarios.anything;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.juhui.platform.testkit.Wire;
import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.client.Wish;
import cn.juhui.scenarios.support.RunningPlatform;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Whatever anybody sends, however slowly, and whether or not they wait for it, the answer is never that we broke, and never an error without a problem
/// document, a code and a trace id; and who has left leaves no connection behind.
/// `-Djuhui.seed=7` draws others, `-Djuhui.requests=100000` more of them, `-Djuhui.request=1234` only that one.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnythingTest {

    private static final long SEED = Long.getLong("juhui.seed", 20_261_128L);
    private static final int REQUESTS = Integer.getInteger("juhui.requests", 10_000);
    private static final int ONLY = Integer.getInteger("juhui.request", -1);
    private static final int AT_ONCE = 6;
    private static final int PEOPLE = 20;
    private static final int PIECES = 4;
    private static final Duration PAUSE = Duration.ofMillis(40);

    private final RunningPlatform platform = RunningPlatform.ofItsOwn();
    private final Juhui juhui = platform.juhui();
    private final List<String> tokens = tokens();
    private final Anything anything =
            new Anything(juhui.operator().get("/openapi.json").expect(200).json(), ids());
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
    private final Map<Integer, LongAdder> answers = new ConcurrentSkipListMap<>();

    @AfterAll
    void stop() {
        platform.stop();
    }

    /// Some of each role, so that nobody calls too often; the first customer and merchant own what there is.
    private List<String> tokens() {
        var all = new ArrayList<String>();
        for (int i = 0; i < PEOPLE; i++) {
            all.add(juhui.token(i % 2 == 0 ? "cus_alice" : "cus_" + i, "CUSTOMER", null));
            all.add(juhui.token("staff_" + i, "MERCHANT", i % 2 == 0 ? "mer_shop" : "mer_" + i));
            all.add(juhui.token("agt_" + i, "AGENT", null));
            all.add(juhui.token("opr_" + i, "OPERATOR", null));
            all.add(juhui.token("sto_" + i, "STOREFRONT", null));
        }
        all.add("");
        all.add("ey.ey.ey");
        return all;
    }

    private Map<String, List<String>> ids() {
        var orders = new ArrayList<String>();
        var cards = new ArrayList<String>();
        var refunds = new ArrayList<String>();
        for (int i = 0; i < 6; i++) {
            var wish = Wish.of("cus_alice", "mer_shop").times(2);
            var order = juhui.storefront().placesOrder(i % 2 == 0 ? wish : wish.notExpress());
            orders.add(order.text("id"));
            cards.add(order.text("items/0/cards/0/id"));
            cards.add(order.text("items/0/cards/1/id"));
            if (i < 4) {
                refunds.add(
                        juhui.customer("cus_alice")
                                .appliesAndWaits(order.text("id"))
                                .expect(201)
                                .text("id"));
            }
        }
        return Map.of(
                "orderId",
                orders,
                "orders",
                orders,
                "cardId",
                cards,
                "refunds",
                refunds,
                "refundId",
                refunds,
                "customerId",
                List.of("cus_alice", "cus_3"),
                "merchantId",
                List.of("mer_shop", "mer_3"),
                "category",
                List.of("GAME_CARD", "GIFT_CARD"),
                "kind",
                List.of("customers", "merchants"),
                "express-blocks",
                List.of("cus_3", "mer_3"));
    }

    @Test
    void no_request_is_answered_as_if_it_were_our_fault() throws Exception {
        System.out.println("-Djuhui.seed=" + SEED);
        var atTheDoor = Connections.at(platform.gatewayPort());
        var ofStreams = Connections.at(platform.service("notification-service").getPort());
        try (var callers = Executors.newFixedThreadPool(AT_ONCE)) {
            var all = new ArrayList<Future<?>>();
            for (int i = 0; i < REQUESTS; i++) {
                var number = i;
                if (ONLY < 0 || ONLY == number) {
                    all.add(callers.submit(() -> ask(number)));
                }
            }
            for (var one : all) {
                one.get(5, TimeUnit.MINUTES);
            }
        }
        System.out.println(answers);
        assertThat(faults).as(faults.size() + " faults").isEmpty();
        await("the clients' connections are closed")
                .atMost(Duration.ofSeconds(30))
                .until(() -> Connections.at(platform.gatewayPort()) <= atTheDoor);
        // Some that carry nothing are kept for the next requests, for half a minute.
        await("the gateway's connections are closed")
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        Connections.at(platform.service("notification-service").getPort())
                                <= ofStreams + AT_ONCE);
        if (REQUESTS >= 1_000 && ONLY < 0) {
            assertThat(answers.keySet()).contains(200, 201, 400, 401, 403, 404, 405, 409, 412, 415);
        }
    }

    /// Most clients say what they want and wait. Some are slow, some leave before they have said or heard all; null: then there is no answer.
    private Wire.@Nullable Heard heard(Anything.Asked asked, Random random) throws IOException {
        var port = platform.gatewayPort();
        var request = Wire.request(asked.lines(), asked.body());
        if (asked.isEndless()) {
            return Wire.begin(port, request);
        }
        return switch (random.nextInt(100)) {
            case 0, 1 -> Wire.send(port, pieces(request), PAUSE);
            case 2, 3 -> {
                Wire.leave(port, request, random.nextBoolean());
                yield null;
            }
            case 4, 5 -> {
                var begun = Arrays.copyOf(request, random.nextInt(request.length));
                Wire.leave(port, begun, random.nextBoolean());
                yield null;
            }
            default -> Wire.send(port, request);
        };
    }

    private static List<byte[]> pieces(byte[] request) {
        var size = Math.ceilDiv(request.length, PIECES);
        return IntStream.range(0, PIECES)
                .mapToObj(i ->
                        Arrays.copyOfRange(
                                request,
                                Math.min(i * size, request.length),
                                Math.min((i + 1) * size, request.length)))
                .toList();
    }

    private void ask(int number) {
        var random = new Random(SEED * 1_000_003 + number);
        var asked = anything.draw(random, Oddities.oneOf(tokens, random));
        try {
            var heard = heard(asked, random);
            if (heard == null) {
                return;
            }
            var fault = heard.fault(asked.method());
            answers.computeIfAbsent(heard.status(), _ -> new LongAdder()).increment();
            if (!fault.isEmpty()) {
                faults.add(
                        "\n-Djuhui.request=%d: %s%n%s%n=> %s"
                                .formatted(number, fault, asked, heard));
            }
        } catch (IOException e) {
            faults.add("\n-Djuhui.request=%d: %s%n%s".formatted(number, e, asked));
        }
    }
}
