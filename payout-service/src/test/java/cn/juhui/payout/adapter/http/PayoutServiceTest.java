package cn.juhui.payout.adapter.http;

import static com.mongodb.client.model.Filters.eq;
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
import cn.juhui.contracts.refund.CaseIds;
import cn.juhui.contracts.refund.ReplacementAccountVerified;
import cn.juhui.contracts.refund.term.RefundStanding;
import cn.juhui.contracts.wire.Topics;
import cn.juhui.payout.PayoutServiceApplication;
import cn.juhui.payout.domain.Payout;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.ApiAnswers;
import cn.juhui.platform.testkit.AskedService;
import cn.juhui.platform.testkit.Crashes;
import cn.juhui.platform.testkit.ServiceTest;
import cn.juhui.platform.testkit.TellingService;
import cn.juhui.platform.testkit.TestTokens;
import cn.juhui.platform.testkit.UnknownParameters;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.MeterRegistry;
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
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
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
import org.springframework.data.mongodb.core.MongoTemplate;
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

    /// A year whose notice nobody has written yet, and a clock that can be put forward.
    @TestConfiguration(proxyBeanMethods = false)
    static class InTheFuture {

        private static final AtomicReference<Duration> AHEAD =
                new AtomicReference<>(Duration.ofDays(10 * 365));

        @Bean
        Clock clock() {
            var system = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
            return new Clock() {
                @Override
                public Instant instant() {
                    return system.instant().plus(AHEAD.get());
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }
            };
        }

        static void wait(Duration time) {
            AHEAD.updateAndGet(ahead -> ahead.plus(time));
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ScriptedChannel CHANNEL = new ScriptedChannel();

    /// refund-service and order-service.
    private static final AskedService SOURCES = new AskedService();

    private static final ApiAnswers ANSWERS = ApiAnswers.ofAService();

    private final HttpClient http = HttpClient.newHttpClient();
    private final TellingService orderService = new TellingService();

    @LocalServerPort private int port;
    @Autowired private MeterRegistry meters;

    @Autowired private MongoTemplate mongo;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping controllers;

    @DynamicPropertySource
    static void channel(DynamicPropertyRegistry registry) {
        registry.add("CHANNEL_URL", CHANNEL::url);
        registry.add("juhui.services.urls.order-service", SOURCES::url);
        registry.add("juhui.services.urls.refund-service", SOURCES::url);
        registry.add("juhui.payouts.channel.reversals-every", () -> "200ms");
    }

    @AfterAll
    void stop() {
        orderService.close();
        CHANNEL.server.stop(0);
        SOURCES.close();
    }

    /// Answers what the transaction's name asks for, and writes down what it heard.
    private static final class ScriptedChannel {

        private record Heard(String method, String refundNo, String transaction) {}

        private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
        private final Queue<String> takenBack = new ConcurrentLinkedQueue<>();
        private final Set<String> stuck = ConcurrentHashMap.newKeySet();
        private final Set<String> forgotten = ConcurrentHashMap.newKeySet();
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
                    if (forgotten.contains(no)) {
                        answer(exchange, 404, "{\"code\": \"NOT_FOUND\"}");
                    } else {
                        answer(exchange, 200, stuck.contains(no) ? closed(no) : paid(no));
                    }
                    return;
                }
                var sent = JsonMapper.shared().readTree(exchange.getRequestBody());
                var no = sent.path("refundNo").asString();
                var transaction = sent.path("channelTransactionId").asString();
                heard.add(new Heard("POST", no, transaction));
                switch (transaction.substring(0, transaction.indexOf('-'))) {
                    case "broken" -> answer(exchange, 500, "{\"code\": \"SYSTEM_ERROR\"}");
                    case "refused" -> answer(exchange, 422, "{\"code\": \"INVALID_REQUEST\"}");
                    case "closed" -> {
                        if (sent.path("account").isString()) {
                            answer(exchange, 200, paid(no));
                        } else {
                            stuck.add(no);
                            answer(exchange, 200, closed(no));
                        }
                    }
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

        private static String closed(String no) {
            return "{\"refundNo\": \"%s\", \"status\": \"ABNORMAL\", \"code\": \"ACCOUNT_CLOSED\"}"
                    .formatted(no);
        }

        private long questionsAbout(String no) {
            return heard.stream()
                    .filter(h -> h.method().equals("GET") && h.refundNo().equals(no))
                    .count();
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
                            new OrderIds(
                                    new OrderId(Ids.next("ord")),
                                    "JH1001",
                                    new CustomerId("cus_alice"),
                                    new MerchantId("mer_guoka")),
                            new RefundId(refundId),
                            List.of(new CardId(Ids.next("crd"))),
                            Money.cny(9_900),
                            channel,
                            transaction,
                            Instant.parse("2026-03-01T11:00:00Z")));
        }
    }

    /// The sources confirm what is told.
    private void tell(Case story, long sequence) {
        confirm(story);
        tellOnly(story, sequence);
    }

    private static void confirm(Case story) {
        var event = story.event();
        SOURCES.answer(approved(event), RefundStanding.PATH, story.refundId());
        SOURCES.answer(owed(event), OwedPayment.PATH, event.orderId().value(), story.refundId());
    }

    private static RefundStanding approved(CardsVoided e) {
        return new RefundStanding(
                true,
                false,
                new RefundStanding.Approval(
                        e.refundId(),
                        e.orderId(),
                        e.customerId(),
                        e.merchantId(),
                        e.cardIds(),
                        e.amount(),
                        null));
    }

    private static OwedPayment owed(CardsVoided e) {
        return new OwedPayment(
                new OwedPayment.Payment(
                        e.customerId(),
                        e.merchantId(),
                        e.cardIds(),
                        e.amount(),
                        e.channel(),
                        e.channelTransactionId(),
                        e.amount()));
    }

    private void tellOnly(Case story, long sequence) {
        orderService.tell(
                Topics.ORDERS,
                story.event().orderId().value(),
                "mer_guoka",
                sequence,
                story.event());
    }

    private HttpResponse<String> call(String method, String path, String token, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Authorization", "Bearer " + token)
                        .method(method, BodyPublishers.noBody());
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request.build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return ANSWERS.checked(http.send(request, BodyHandlers.ofString()));
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

    /// Each lie differs from what the sources say in one thing.
    @Test
    void what_its_sources_do_not_confirm_is_not_paid_and_put_where_people_look() {
        var lies =
                Map.<String, UnaryOperator<CardsVoided>>of(
                        "amount",
                                e ->
                                        voided(
                                                e,
                                                Money.cny(9_901),
                                                e.channelTransactionId(),
                                                e.cardIds()),
                        "payment", e -> voided(e, e.amount(), "good-mallorys", e.cardIds()),
                        "card",
                                e ->
                                        voided(
                                                e,
                                                e.amount(),
                                                e.channelTransactionId(),
                                                List.of(new CardId("crd_1"))));
        lies.forEach((what, lie) -> {
            var honest = Case.whoseChannelIs("good");
            var told = new Case(honest.refundId(), honest.transaction(), lie.apply(honest.event()));
            confirm(honest);
            isParked(what, told);
        });
        var nobodys = Case.whoseChannelIs("good");
        SOURCES.answer(RefundStanding.unknown(), RefundStanding.PATH, nobodys.refundId());
        isParked("case", nobodys);
        var notVoid = Case.whoseChannelIs("good");
        SOURCES.answer(approved(notVoid.event()), RefundStanding.PATH, notVoid.refundId());
        SOURCES.answer(
                new OwedPayment(null),
                OwedPayment.PATH,
                notVoid.event().orderId().value(),
                notVoid.refundId());
        isParked("cards", notVoid);
    }

    private void isParked(String what, Case told) {
        var before = deadLetters();
        tellOnly(told, 1);
        Awaitility.await(what).atMost(PATIENCE).until(() -> deadLetters() > before);
        assertThat(CHANNEL.submissionsOf(told.event().channelTransactionId())).as(what).isEmpty();
        assertThat(payoutOf(told, TestTokens.agent("agt_1")).isMissingNode()).as(what).isTrue();
    }

    private double deadLetters() {
        return meters.counter(
                        "juhui.messages.dead", "topic", Topics.ORDERS, "group", "payout-service")
                .count();
    }

    private static CardsVoided voided(
            CardsVoided e, Money amount, String transaction, List<CardId> cardIds) {
        return new CardsVoided(
                new OrderIds(e.orderId(), e.orderNo(), e.customerId(), e.merchantId()),
                e.refundId(),
                cardIds,
                amount,
                e.channel(),
                transaction,
                e.paidAt());
    }

    /// The first answers are missing: nothing is paid, nothing is lost.
    @Test
    void while_a_source_is_away_it_waits_and_is_paid_when_it_is_back() {
        var story = Case.whoseChannelIs("good");
        tellOnly(story, 1);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() ->
                        SOURCES.asked().stream()
                                        .filter(path -> path.contains(story.refundId()))
                                        .count()
                                > 2);
        assertThat(CHANNEL.submissionsOf(story.transaction())).isEmpty();

        confirm(story);

        awaitState(story, "SUCCEEDED");
        assertThat(CHANNEL.submissionsOf(story.transaction())).hasSize(1);
    }

    @Test
    void the_same_event_twice_pays_once() {
        var story = Case.whoseChannelIs("good");
        tell(story, 1);
        tell(story, 1);
        tell(story, 2);
        var last = Case.whoseChannelIs("good");
        confirm(last);
        orderService.tell(
                Topics.ORDERS, story.event().orderId().value(), "mer_guoka", 3, last.event());

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
        assertThat(post(retry, TestTokens.operator(), "{\"reason\": \"商家已充值\"}").statusCode())
                .isEqualTo(200);
        var audited = "/internal/audit?action=POST_PAYOUTS_RETRY&limit=1&subject=";
        var id = path.substring(path.lastIndexOf('/') + 1);
        assertThat(
                        json(call("GET", audited + id, TestTokens.operator()))
                                .at("/entries/0/reason")
                                .asString())
                .isEqualTo("商家已充值");
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> CHANNEL.submissionsOf(story.transaction()).size() == 2);
    }

    @Test
    void a_retry_that_is_repeated_after_a_crash_is_answered_and_not_done_again() {
        var story = Case.whoseChannelIs("refused");
        tell(story, 1);
        var payout = awaitState(story, "FAILED");
        var path = "/v1/payouts/" + payout.path("id").asString();
        var seen = json(call("GET", path, TestTokens.operator())).path("version").asText();
        var view =
                new String[] {"Idempotency-Key", Ids.next("key"), "If-Match", "\"" + seen + "\""};
        assertThat(call("POST", path + "/retry", TestTokens.operator(), view).statusCode())
                .isEqualTo(200);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> CHANNEL.submissionsOf(story.transaction()).size() == 2);
        awaitState(story, "FAILED");
        Crashes.beforeTheAnswersWereStored(mongo);

        var again = call("POST", path + "/retry", TestTokens.operator(), view);
        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        assertThat(json(again).path("state").asString()).isEqualTo("FAILED");
        assertThat(CHANNEL.submissionsOf(story.transaction())).hasSize(2);
        // The others: keeping an account, which is done anew and never paid unless the case names
        // it; a settlement, which its reference makes once (LedgerTest); and a channel's levers,
        // whose change has the operation's own id (below).
        assertThat(Crashes.operations(controllers))
                .containsExactly(
                        "POST /internal/payouts/{id}/accounts",
                        "POST /v1/channels/{channel}/pause",
                        "POST /v1/channels/{channel}/resume",
                        "POST /v1/ledger/settlements",
                        "POST /v1/payouts/{id}/retry");
    }

    @Test
    void a_paused_channel_is_sent_nothing_until_it_is_resumed() {
        var key = new String[] {"Idempotency-Key", Ids.next("key")};
        assertThat(pull("ALIPAY", "pause", "渠道对账", key).path("paused").asBoolean()).isTrue();
        try {
            var story = Case.whoseChannelIs("good");
            tell(story, 1);

            var waiting =
                    Awaitility.await()
                            .atMost(PATIENCE)
                            .until(
                                    () -> alipay().path("waiting"),
                                    w -> w.path("count").asInt() == 1);
            assertThat(waiting.at("/amounts/0/value").asLong()).isEqualTo(9_900);
            assertThat(waiting.path("oldestSince").isString()).isTrue();
            assertThat(awaitState(story, "INITIATED").path("attempts")).hasSize(1);
            InTheFuture.wait(Duration.ofMinutes(2));
            Awaitility.await().atMost(PATIENCE).until(() -> timesWaited(story) >= 2);
            assertThat(CHANNEL.submissionsOf(story.transaction())).isEmpty();

            Crashes.beforeTheAnswersWereStored(mongo);
            var repeated = pull("ALIPAY", "pause", "渠道对账", key);
            assertThat(repeated.path("changes")).hasSize(1);
            var resumed = pull("ALIPAY", "resume", "对账完成");
            assertThat(resumed.path("paused").asBoolean()).isFalse();
            assertThat(resumed.at("/changes/0/reason").asString()).isEqualTo("对账完成");
            assertThat(resumed.at("/changes/1/by/role").asString()).isEqualTo("OPERATOR");
            InTheFuture.wait(Duration.ofMinutes(2));
            awaitState(story, "SUCCEEDED");
            assertThat(CHANNEL.submissionsOf(story.transaction())).hasSize(1);
            assertThat(alipay().at("/waiting/count").asInt()).isZero();
        } finally {
            pull("ALIPAY", "resume", "测试结束");
        }
    }

    /// How often it was told that it waits for its turn.
    private int timesWaited(Case story) {
        var stored = mongo.getCollection("payouts").find(eq("_id", Payout.idFor(story.refundId())));
        var payout = stored.first();
        return payout == null ? 0 : payout.get("version", Number.class).intValue() / 2;
    }

    @Test
    void only_an_operator_pulls_the_levers_and_says_why() {
        var path = "/v1/channels/BANK_CARD/pause";
        for (var other :
                List.of(
                        TestTokens.agent("agt_1"),
                        TestTokens.merchant("mer_guoka"),
                        TestTokens.customer("cus_alice"))) {
            assertThat(post(path, other, "{\"reason\": \"no\"}").statusCode()).isEqualTo(403);
            assertThat(call("GET", "/v1/channels", other).statusCode()).isEqualTo(403);
        }
        assertThat(post(path, TestTokens.operator(), "{}").statusCode()).isEqualTo(400);
        assertThat(post(path, TestTokens.operator(), "{\"reason\": \" \"}").statusCode())
                .isEqualTo(400);
        assertThat(
                        post(
                                        "/v1/channels/CASH/pause",
                                        TestTokens.operator(),
                                        "{\"reason\": \"no\"}")
                                .statusCode())
                .isEqualTo(404);
        var channels = json(call("GET", "/v1/channels", TestTokens.operator())).path("data");
        assertThat(channels).hasSize(3);
        assertThat(channels).noneMatch(channel -> channel.path("paused").asBoolean());
    }

    private JsonNode pull(String channel, String lever, String reason, String... headers) {
        var answer =
                post(
                        "/v1/channels/" + channel + "/" + lever,
                        TestTokens.operator(),
                        "{\"reason\": \"" + reason + "\"}",
                        headers);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private HttpResponse<String> post(String path, String token, String body, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body));
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request.build());
    }

    private JsonNode alipay() {
        return json(call("GET", "/v1/channels", TestTokens.operator())).at("/data/0");
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

    /// The customer names another account, and an agent has verified it.
    private void anotherAccountIsVerified(Case story, String payoutId) {
        var body =
                """
                {"channel": "ALIPAY", "account": "alice2@example.com", "holderName": "张三"}
                """;
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:%d/internal/payouts/%s/accounts"
                                                .formatted(port, payoutId)))
                        .header("Authorization", "Bearer " + TestTokens.customer("cus_alice"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build();
        var kept = json(send(request)).path("accountRef").asString();
        var e = story.event();
        SOURCES.answer(
                new RefundStanding(
                        true,
                        false,
                        new RefundStanding.Approval(
                                e.refundId(),
                                e.orderId(),
                                e.customerId(),
                                e.merchantId(),
                                e.cardIds(),
                                e.amount(),
                                kept)),
                RefundStanding.PATH,
                story.refundId());
        orderService.tell(
                Topics.REFUNDS,
                story.refundId(),
                "mer_guoka",
                1,
                new ReplacementAccountVerified(
                        new CaseIds(
                                new RefundId(story.refundId()),
                                story.event().orderId(),
                                "JH1001",
                                new CustomerId("cus_alice"),
                                new MerchantId("mer_guoka")),
                        true,
                        "核对一致",
                        null,
                        kept));
    }

    @Test
    void a_number_that_was_stuck_and_is_paid_late_is_a_loss_at_once_until_it_is_taken_back() {
        var story = Case.whoseChannelIs("closed");
        tell(story, 1);
        var stuck = awaitState(story, "ABNORMAL");
        var first = stuck.path("attempts").path(0).path("payoutNo").asString();
        CHANNEL.forgotten.add(first);
        anotherAccountIsVerified(story, stuck.path("id").asString());

        // A channel that has forgotten the number it called stuck is asked again, not believed.
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> {
                    InTheFuture.wait(Duration.ofMinutes(1));
                    return CHANNEL.questionsAbout(first) >= 4;
                });
        assertThat(CHANNEL.submissionsOf(story.transaction())).containsExactly(first);
        CHANNEL.forgotten.remove(first);
        InTheFuture.wait(Duration.ofHours(1));
        var paid = awaitState(story, "SUCCEEDED");
        assertThat(paid.path("attempts")).hasSize(2);

        CHANNEL.stuck.remove(first);
        InTheFuture.wait(Duration.ofMinutes(11));

        var operator = TestTokens.operator();
        var twice =
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> payoutOf(story, operator), p -> p.has("loss"));
        assertThat(twice.at("/loss/amount/value").asLong()).isEqualTo(9_900);
        assertThat(twice.at("/loss/payoutNos/0").asString()).isEqualTo(first);
        assertThat(twice.path("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(twice.at("/attempts/0/state").asString()).isEqualTo("SUCCEEDED");
        assertThat(payoutOf(story, TestTokens.customer("cus_alice")).has("loss")).isFalse();
        assertThat(payoutOf(story, TestTokens.merchant("mer_guoka")).has("loss")).isFalse();

        CHANNEL.takenBack.add(first);
        var once =
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> payoutOf(story, operator), p -> !p.has("loss"));
        assertThat(once.path("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(once.at("/attempts/0/state").asString()).isEqualTo("REVERSED");
        assertThat(CHANNEL.submissionsOf(story.transaction())).hasSize(2);
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
