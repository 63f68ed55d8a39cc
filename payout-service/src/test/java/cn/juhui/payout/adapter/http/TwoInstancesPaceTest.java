package cn.juhui.payout.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.order.CardsVoided;
import cn.juhui.contracts.order.OrderIds;
import cn.juhui.contracts.order.OwedPayment;
import cn.juhui.contracts.refund.term.RefundStanding;
import cn.juhui.contracts.wire.Topics;
import cn.juhui.payout.PayoutServiceApplication;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.AskedService;
import cn.juhui.platform.testkit.MovableClock;
import cn.juhui.platform.testkit.ServiceTest;
import cn.juhui.platform.testkit.TellingService;
import cn.juhui.platform.testkit.TestTokens;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Two whole instances over one store, with one business clock between them, and a channel that writes down when it heard what.
@ServiceTest
@SpringBootTest(
        classes = {PayoutServiceApplication.class, TwoInstancesPaceTest.OneClock.class},
        properties = "spring.config.name=payout-service",
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoInstancesPaceTest {

    private static final MovableClock CLOCK =
            new MovableClock(Instant.parse("2026-03-02T04:00:00Z"));
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Queue<Heard> HEARD = new ConcurrentLinkedQueue<>();
    private static final HttpServer CHANNEL = channel();

    /// refund-service and order-service, who confirm what is told.
    private static final AskedService SOURCES = new AskedService();

    /// What both instances go by.
    @TestConfiguration(proxyBeanMethods = false)
    static class OneClock {
        @Bean
        Clock clock() {
            return CLOCK;
        }
    }

    private record Heard(String transaction, String refundNo, Instant at) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final TellingService orderService = new TellingService();
    @LocalServerPort private int port;
    @Autowired private Environment environment;

    @DynamicPropertySource
    static void channel(DynamicPropertyRegistry registry) {
        registry.add("CHANNEL_URL", TwoInstancesPaceTest::url);
        registry.add("juhui.services.urls.order-service", SOURCES::url);
        registry.add("juhui.services.urls.refund-service", SOURCES::url);
    }

    private static String url() {
        return "http://127.0.0.1:" + CHANNEL.getAddress().getPort();
    }

    @AfterAll
    void stop() {
        orderService.close();
        CHANNEL.stop(0);
        SOURCES.close();
    }

    private static HttpServer channel() {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            var server = HttpServer.create(address, 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext(
                    "/channels/",
                    exchange -> {
                        try (exchange) {
                            var body = "{\"data\": []}";
                            if (exchange.getRequestMethod().equals("POST")) {
                                var sent = JsonMapper.shared().readTree(exchange.getRequestBody());
                                var no = sent.path("refundNo").asString();
                                var of = sent.path("channelTransactionId").asString();
                                HEARD.add(new Heard(of, no, CLOCK.instant()));
                                body =
                                        """
                                        {"refundNo": "%s", "channelRefundId": "W1", "status": "SUCCEEDED", "paidAt": "%s"}\
                                        """
                                                .formatted(no, CLOCK.instant());
                            }
                            var bytes = body.getBytes(StandardCharsets.UTF_8);
                            exchange.sendResponseHeaders(200, bytes.length);
                            exchange.getResponseBody().write(bytes);
                        }
                    });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Heard> heardOf(String transaction) {
        return HEARD.stream().filter(h -> h.transaction().equals(transaction)).toList();
    }

    private AutoCloseable secondInstance() {
        var same = new HashMap<String, Object>();
        for (var name :
                List.of(
                        "spring.mongodb.uri",
                        "spring.mongodb.database",
                        "spring.kafka.bootstrap-servers",
                        "juhui.security.jwk-set-uri",
                        "juhui.drain.delay",
                        "ACCOUNT_KEYS",
                        "CHANNEL_URL",
                        "juhui.services.urls.order-service",
                        "juhui.services.urls.refund-service")) {
            same.put(name, environment.getRequiredProperty(name));
        }
        same.put("juhui.security.issuer", "");
        same.put("server.port", "0");
        same.put("management.server.port", "0");
        var arguments =
                same.entrySet().stream()
                        .map(e -> "--" + e.getKey() + "=" + e.getValue())
                        .toArray(String[]::new);
        return new SpringApplicationBuilder(PayoutServiceApplication.class, OneClock.class)
                .properties("spring.config.name=payout-service")
                .run(arguments);
    }

    private JsonNode payoutOf(String refundId) {
        var uri = URI.create("http://127.0.0.1:" + port + "/v1/payouts?refundId=" + refundId);
        var request =
                HttpRequest.newBuilder(uri)
                        .header("Authorization", "Bearer " + TestTokens.customer("cus_alice"))
                        .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            return JsonMapper.shared().readTree(answer.body()).path("data").path(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private List<String> voided(PaymentChannel channel, String transaction, int refunds) {
        return IntStream.range(0, refunds)
                .mapToObj(_ -> {
                    var event =
                            new CardsVoided(
                                    new OrderIds(
                                            new OrderId(Ids.next("ord")),
                                            "JH1001",
                                            new CustomerId("cus_alice"),
                                            new MerchantId("mer_guoka")),
                                    new RefundId(Ids.next("rfd")),
                                    List.of(new CardId(Ids.next("crd"))),
                                    Money.cny(9_900),
                                    channel,
                                    transaction,
                                    CLOCK.instant().minusSeconds(600));
                    confirm(event);
                    orderService.tell(
                            Topics.ORDERS, event.orderId().value(), "mer_guoka", 1, event);
                    return event.refundId().value();
                })
                .toList();
    }

    private static void confirm(CardsVoided e) {
        var approval =
                new RefundStanding.Approval(
                        e.refundId(),
                        e.orderId(),
                        e.customerId(),
                        e.merchantId(),
                        e.cardIds(),
                        e.amount(),
                        null);
        var payment =
                new OwedPayment.Payment(
                        e.customerId(),
                        e.merchantId(),
                        e.cardIds(),
                        e.amount(),
                        e.channel(),
                        e.channelTransactionId(),
                        e.amount());
        SOURCES.answer(
                new RefundStanding(true, false, approval),
                RefundStanding.PATH,
                e.refundId().value());
        SOURCES.answer(
                new OwedPayment(payment),
                OwedPayment.PATH,
                e.orderId().value(),
                e.refundId().value());
    }

    @Test
    void five_refunds_of_one_payment_at_once_are_sent_a_minute_apart() throws Exception {
        try (var second = secondInstance()) {
            var transaction = Ids.next("tst");
            var start = CLOCK.instant();
            var refunds = voided(PaymentChannel.WECHAT_PAY, transaction, 5);
            var other = voided(PaymentChannel.WECHAT_PAY, Ids.next("tst"), 1).getFirst();

            var waiting =
                    Awaitility.await("one is sent, four have their time")
                            .atMost(PATIENCE)
                            .until(
                                    () ->
                                            refunds.stream()
                                                    .map(this::payoutOf)
                                                    .filter(p -> isWaiting(p, start))
                                                    .toList(),
                                    w -> w.size() == 4 && heardOf(transaction).size() == 1);
            for (var payout : waiting) {
                var turn = Instant.parse(payout.path("nextStepAt").asString());
                assertThat(Instant.parse(payout.path("expectedArrivalAt").asString()))
                        .isEqualTo(turn.plus(Duration.ofHours(2)));
            }
            Awaitility.await("the only refund of another payment waits for nobody")
                    .atMost(PATIENCE)
                    .until(() -> payoutOf(other).path("state").asString("").equals("SUCCEEDED"));
            for (int i = 2; i <= 5; i++) {
                var sent = i;
                CLOCK.advance(Duration.ofSeconds(62));
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> heardOf(transaction).size() == sent);
            }

            var heard = heardOf(transaction);
            assertThat(heard).extracting(Heard::refundNo).doesNotHaveDuplicates();
            for (int i = 1; i < 5; i++) {
                assertThat(Duration.between(heard.get(i - 1).at(), heard.get(i).at()))
                        .isGreaterThanOrEqualTo(Duration.ofMinutes(1));
            }
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() ->
                            refunds.stream()
                                    .map(this::payoutOf)
                                    .allMatch(
                                            p -> p.path("state").asString("").equals("SUCCEEDED")));
            assertThat(refunds.stream().map(this::payoutOf))
                    .allMatch(p -> p.path("attempts").path(0).path("sends").asInt() == 1);
            assertThat(second).isNotNull();
        }
    }

    private static boolean isWaiting(JsonNode payout, Instant start) {
        var next = payout.path("nextStepAt").asString("");
        return payout.path("state").asString("").equals("INITIATED")
                && !next.isEmpty()
                && Instant.parse(next).isAfter(start.plusSeconds(60));
    }
}
