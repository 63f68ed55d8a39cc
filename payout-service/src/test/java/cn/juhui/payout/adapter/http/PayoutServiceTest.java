package cn.juhui.payout.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Money;
import cn.juhui.contracts.PaymentChannel;
import cn.juhui.contracts.Topics;
import cn.juhui.contracts.order.CardsVoided;
import cn.juhui.payout.PayoutServiceApplication;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.ServiceTest;
import cn.juhui.platform.testkit.TellingService;
import cn.juhui.platform.testkit.TestTokens;
import cn.juhui.platform.testkit.UnknownParameters;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole service, with a real store and broker, and a channel that speaks its protocol as each test says.
@ServiceTest
@SpringBootTest(
        classes = {PayoutServiceApplication.class, PayoutServiceTest.InTheFuture.class},
        properties = "spring.config.name=payout-service",
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PayoutServiceTest {

    /// A year whose notice nobody has written yet.
    @TestConfiguration(proxyBeanMethods = false)
    static class InTheFuture {
        @Bean
        Clock clock() {
            var system = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
            return Clock.offset(system, Duration.ofDays(10 * 365));
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ScriptedChannel CHANNEL = new ScriptedChannel();

    private final HttpClient http = HttpClient.newHttpClient();
    private final TellingService orderService = new TellingService();

    @LocalServerPort private int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping controllers;

    @DynamicPropertySource
    static void channel(DynamicPropertyRegistry registry) {
        registry.add("CHANNEL_URL", CHANNEL::url);
        registry.add("juhui.payouts.channel.reversals-every", () -> "200ms");
    }

    @AfterAll
    void stop() {
        orderService.close();
        CHANNEL.server.stop(0);
    }

    /// Answers what the transaction's name asks for, and writes down what it heard.
    private static final class ScriptedChannel {

        private record Heard(String method, String refundNo, String transaction) {}

        private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
        private final Queue<String> takenBack = new ConcurrentLinkedQueue<>();
        private final HttpServer server;

        ScriptedChannel() {
            try {
                var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
                server = HttpServer.create(address, 0);
                server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
                server.createContext("/channels/ALIPAY/refunds", this::handle);
                server.createContext("/channels/ALIPAY/reversals", this::listReversals);
                server.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        List<String> submissionsOf(String transaction) {
            return heard.stream()
                    .filter(h -> h.method().equals("POST") && h.transaction().equals(transaction))
                    .map(Heard::refundNo)
                    .toList();
        }

        private void handle(HttpExchange exchange) throws IOException {
            try (exchange) {
                if (exchange.getRequestMethod().equals("GET")) {
                    var path = exchange.getRequestURI().getPath();
                    var no = path.substring(path.lastIndexOf('/') + 1);
                    heard.add(new Heard("GET", no, ""));
                    answer(exchange, 200, paid(no));
                    return;
                }
                var sent = JsonMapper.shared().readTree(exchange.getRequestBody());
                var no = sent.path("refundNo").asString();
                var transaction = sent.path("channelTransactionId").asString();
                heard.add(new Heard("POST", no, transaction));
                switch (transaction.substring(0, transaction.indexOf('-'))) {
                    case "broken" -> answer(exchange, 500, "{\"code\": \"SYSTEM_ERROR\"}");
                    case "refused" -> answer(exchange, 422, "{\"code\": \"INVALID_REQUEST\"}");
                    case "closed" ->
                            answer(
                                    exchange,
                                    200,
                                    "{\"refundNo\": \"%s\", \"status\": \"ABNORMAL\", \"code\": \"ACCOUNT_CLOSED\"}"
                                            .formatted(no));
                    default -> answer(exchange, 200, paid(no));
                }
            }
        }

        private void listReversals(HttpExchange exchange) throws IOException {
            try (exchange) {
                var query = exchange.getRequestURI().getQuery();
                var after = Integer.parseInt(query.replaceAll("after=(\\d+)&limit=100", "$1"));
                var entries = new java.util.ArrayList<String>();
                var all = List.copyOf(takenBack);
                for (int i = after; i < all.size(); i++) {
                    entries.add(
                            "{\"position\": %d, \"refundNo\": \"%s\", \"code\": \"RETURNED_BY_BANK\"}"
                                    .formatted(i + 1, all.get(i)));
                }
                answer(exchange, 200, "{\"data\": [%s]}".formatted(String.join(", ", entries)));
            }
        }

        private static String paid(String no) {
            return """
            {"refundNo": "%s", "channelRefundId": "A1", "status": "SUCCEEDED", "paidAt": "2026-03-01T12:00:00Z"}\
            """
                    .formatted(no);
        }

        private static void answer(HttpExchange exchange, int status, String body)
                throws IOException {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /// @param transaction how the channel behaves is its first word
    private record Case(String refundId, String transaction, CardsVoided event) {

        static Case whoseChannelIs(String behaviour) {
            return whoseChannelIs(behaviour, PaymentChannel.ALIPAY);
        }

        static Case whoseChannelIs(String behaviour, PaymentChannel channel) {
            var refundId = Ids.next("rfd");
            var transaction = behaviour + "-" + refundId;
            return new Case(
                    refundId,
                    transaction,
                    new CardsVoided(
                            Ids.next("ord"),
                            "JH1001",
                            "cus_alice",
                            "mer_guoka",
                            refundId,
                            List.of(Ids.next("crd")),
                            Money.cny(9_900),
                            channel,
                            transaction,
                            Instant.parse("2026-03-01T11:00:00Z")));
        }
    }

    private void tell(Case story, long sequence) {
        orderService.tell(
                Topics.ORDERS, story.event().orderId(), "mer_guoka", sequence, story.event());
    }

    private HttpResponse<String> call(String method, String path, String token) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Authorization", "Bearer " + token)
                        .method(method, BodyPublishers.noBody())
                        .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private JsonNode payoutOf(Case story, String token) {
        return json(call("GET", "/v1/payouts?refundId=" + story.refundId(), token))
                .path("data")
                .path(0);
    }

    private JsonNode awaitState(Case story, String state) {
        return Awaitility.await(state)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> payoutOf(story, TestTokens.customer("cus_alice")),
                        p -> p.path("state").asString("").equals(state));
    }

    @Test
    void a_parameter_that_no_call_knows_is_refused() {
        UnknownParameters.areRefused(controllers, port, 4);
    }

    @Test
    void cards_that_are_void_are_paid_back_and_only_the_sides_see_it() {
        var story = Case.whoseChannelIs("good");
        tell(story, 1);

        var payout = awaitState(story, "SUCCEEDED");

        assertThat(payout.path("amount").path("value").asLong()).isEqualTo(9_900);
        assertThat(payout.path("channelRefundId").asString()).isEqualTo("A1");
        assertThat(payout.path("attempts")).hasSize(1);
        assertThat(payoutOf(story, TestTokens.merchant("mer_guoka")).path("id"))
                .isEqualTo(payout.path("id"));
        assertThat(payoutOf(story, TestTokens.customer("cus_bob")).isMissingNode()).isTrue();
        var path = "/v1/payouts/" + payout.path("id").asString();
        assertThat(call("GET", path, TestTokens.agent("agt_li")).statusCode()).isEqualTo(200);
        assertThat(call("GET", path, TestTokens.merchant("mer_other")).statusCode()).isEqualTo(404);
    }

    @Test
    void the_same_event_twice_pays_once() {
        var story = Case.whoseChannelIs("good");
        tell(story, 1);
        tell(story, 1);
        tell(story, 2);
        var last = Case.whoseChannelIs("good");
        orderService.tell(Topics.ORDERS, story.event().orderId(), "mer_guoka", 3, last.event());

        awaitState(story, "SUCCEEDED");
        // Told behind the others under the same key: when it is paid, all of them were handled.
        awaitState(last, "SUCCEEDED");
        assertThat(CHANNEL.submissionsOf(story.transaction())).hasSize(1);
    }

    @Test
    void an_answer_that_got_lost_is_asked_for_under_the_same_number() {
        var story = Case.whoseChannelIs("broken");
        tell(story, 1);

        var payout = awaitState(story, "SUCCEEDED");

        var number = payout.path("attempts").path(0).path("payoutNo").asString();
        assertThat(payout.path("attempts")).hasSize(1);
        assertThat(CHANNEL.submissionsOf(story.transaction())).containsExactly(number);
        assertThat(CHANNEL.heard)
                .anyMatch(h -> h.method().equals("GET") && h.refundNo().equals(number));
    }

    @Test
    void an_expectation_that_counted_weekdays_only_says_so() {
        var byCard = Case.whoseChannelIs("good", PaymentChannel.BANK_CARD);
        var byWallet = Case.whoseChannelIs("good");
        tell(byCard, 1);
        tell(byWallet, 1);
        var customer = TestTokens.customer("cus_alice");

        var payout =
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> payoutOf(byCard, customer), p -> p.has("arrivalBasis"));

        assertThat(payout.path("arrivalBasis").asString()).isEqualTo("WEEKDAYS_ONLY");
        assertThat(payout.path("arrivalNote").asString("")).contains("按周一至周五估算");
        var sure = awaitState(byWallet, "SUCCEEDED");
        assertThat(sure.has("arrivalBasis")).isFalse();
        assertThat(sure.has("arrivalNote")).isFalse();
    }

    @Test
    void a_refusal_is_a_failure_that_only_an_operator_tries_again() {
        var story = Case.whoseChannelIs("refused");
        tell(story, 1);

        var payout = awaitState(story, "FAILED");

        assertThat(payout.path("failure").path("code").asString()).isEqualTo("INVALID_REQUEST");
        assertThat(payout.path("allowedActions")).isEmpty();
        var path = "/v1/payouts/" + payout.path("id").asString();
        assertThat(json(call("GET", path, TestTokens.operator())).path("allowedActions").toString())
                .contains("RETRY");
        var retry = path + "/retry";
        assertThat(call("POST", retry, TestTokens.customer("cus_alice")).statusCode())
                .isEqualTo(403);
        assertThat(call("POST", retry, TestTokens.merchant("mer_other")).statusCode())
                .isEqualTo(404);
        assertThat(call("POST", retry, TestTokens.operator()).statusCode()).isEqualTo(200);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> CHANNEL.submissionsOf(story.transaction()).size() == 2);
    }

    @Test
    void an_account_that_cannot_take_it_is_neither_paid_nor_failed() {
        var story = Case.whoseChannelIs("closed");
        tell(story, 1);

        var payout = awaitState(story, "ABNORMAL");

        assertThat(payout.path("failure").path("code").asString()).isEqualTo("ACCOUNT_CLOSED");
        var retry = "/v1/payouts/" + payout.path("id").asString() + "/retry";
        assertThat(call("POST", retry, TestTokens.operator()).statusCode()).isEqualTo(409);
    }

    @Test
    void money_that_the_channel_took_back_is_noticed_without_asking_for_it() {
        var story = Case.whoseChannelIs("good");
        tell(story, 1);
        var paid = awaitState(story, "SUCCEEDED");
        var number = paid.path("attempts").path(0).path("payoutNo").asString();

        CHANNEL.takenBack.addAll(List.of("made_in_the_console", number, number));

        var payout = awaitState(story, "REVERSED");
        assertThat(payout.path("failure").path("code").asString()).isEqualTo("RETURNED_BY_BANK");
        assertThat(payout.path("paidAt").isMissingNode()).isTrue();
        assertThat(CHANNEL.heard)
                .noneMatch(h -> h.method().equals("GET") && h.refundNo().equals(number));
    }
}
