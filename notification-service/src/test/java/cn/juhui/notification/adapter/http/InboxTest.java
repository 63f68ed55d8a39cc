package cn.juhui.notification.adapter.http;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.evidence.OrderMessagePosted;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.PayoutId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.refund.CaseIds;
import cn.juhui.contracts.refund.MerchantReviewStarted;
import cn.juhui.contracts.refund.RefundClosed;
import cn.juhui.contracts.refund.RefundCompleted;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.contracts.refund.term.ClosingCause;
import cn.juhui.contracts.wire.Topics;
import cn.juhui.notification.NotificationServiceApplication;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.ApiAnswers;
import cn.juhui.platform.testkit.ServiceTest;
import cn.juhui.platform.testkit.TellingService;
import cn.juhui.platform.testkit.TestTokens;
import cn.juhui.platform.testkit.UnknownParameters;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole service, with a real store and broker: events in, messages out.
@ServiceTest
@SpringBootTest(
        classes = NotificationServiceApplication.class,
        properties = "spring.config.name=notification-service",
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class InboxTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final ApiAnswers ANSWERS = ApiAnswers.ofAService();

    private final HttpClient http = HttpClient.newHttpClient();
    private final TellingService refundService = new TellingService();
    private final String alice = "cus_" + UUID.randomUUID().toString().substring(0, 8);
    private final String shop = "mer_" + UUID.randomUUID().toString().substring(0, 8);

    @LocalServerPort private int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping controllers;

    @Autowired private MongoTemplate mongo;

    @AfterEach
    void stop() {
        refundService.close();
    }

    private RefundEvent aReview(String refundId) {
        return aReview(refundId, alice);
    }

    private RefundEvent aReview(String refundId, String customer) {
        return new MerchantReviewStarted(
                new CaseIds(
                        new RefundId(refundId),
                        new OrderId(Ids.next("ord")),
                        "JH1001",
                        new CustomerId(customer),
                        new MerchantId(shop)),
                Money.cny(9_900),
                List.of(),
                Instant.parse("2026-03-02T12:00:00Z"));
    }

    private String toldOfAReview() {
        return toldOfAReview(alice);
    }

    private String toldOfAReview(String customer) {
        var event = aReview(Ids.next("rfd"), customer);
        refundService.tell(Topics.REFUNDS, event.refundId().value(), shop, 1, event);
        return event.refundId().value();
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return ANSWERS.checked(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private List<JsonNode> inbox(String token, String query) {
        var answer = send(request("/v1/notifications" + query, token));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return StreamSupport.stream(json(answer.body()).path("data").spliterator(), false).toList();
    }

    private List<JsonNode> awaitInbox(String token, int size) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> inbox(token, ""), found -> found.size() >= size);
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    @Test
    void a_parameter_that_no_call_knows_is_refused() {
        UnknownParameters.areRefused(controllers, port, 3);
    }

    @Test
    void news_of_an_order_names_the_order_and_the_merchant_hears_only_what_is_for_it() {
        var orderId = Ids.next("ord");
        refundService.tell(
                Topics.EVIDENCE, Ids.sibling("cnv", orderId), shop, 1, said(orderId, "一", false));
        refundService.tell(
                Topics.EVIDENCE, Ids.sibling("cnv", orderId), shop, 2, said(orderId, "二", true));

        var customers = awaitInbox(TestTokens.customer(alice), 2);
        assertThat(customers)
                .allMatch(news -> news.path("orderId").asString().equals(orderId))
                .noneMatch(news -> news.has("refundId"));
        var merchants = awaitInbox(TestTokens.merchant(shop), 1);
        assertThat(merchants).hasSize(1);
        assertThat(merchants.getFirst().path("text").asString()).isEqualTo("订单 JH1001，平台客服说：二");
    }

    private OrderMessagePosted said(String orderId, String text, boolean merchantSees) {
        return new OrderMessagePosted(
                Ids.next("msg"),
                new OrderId(orderId),
                "JH1001",
                new CustomerId(alice),
                new MerchantId(shop),
                Role.AGENT,
                text,
                List.of(),
                merchantSees,
                null);
    }

    private long unread(String token) {
        var answer = send(request("/v1/notifications/counts", token));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer.body()).path("unread").asLong();
    }

    private HttpResponse<String> readAll(String token, String body) {
        return send(
                request("/v1/notifications/read", token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void unread_news_are_counted_and_read_all_at_once_up_to_the_one_that_was_seen() {
        var me = TestTokens.customer(alice);
        assertThat(unread(me)).isZero();
        toldOfAReview();
        toldOfAReview();
        var seen = awaitInbox(me, 2).getFirst().path("id").asString();
        toldOfAReview();
        awaitInbox(me, 3);
        assertThat(unread(me)).isEqualTo(3);

        var left = readAll(me, "{\"upTo\":\"" + seen + "\"}");

        assertThat(json(left.body()).path("unread").asLong()).isEqualTo(1);
        assertThat(unread(TestTokens.merchant(shop))).isEqualTo(3);
        assertThat(json(readAll(me, "{}").body()).path("unread").asLong()).isZero();
        assertThat(json(readAll(me, "{}").body()).path("unread").asLong()).isZero();
        assertThat(inbox(me, "?unread=true")).isEmpty();
        assertThat(readAll(me, "{\"upTo\":\"x\"}").statusCode()).isEqualTo(400);
        assertThat(send(request("/v1/notifications/counts", TestTokens.storefront())).statusCode())
                .isEqualTo(403);
    }

    @Test
    void who_hears_that_a_case_is_closed_hears_why() {
        var refundId = Ids.next("rfd");
        var closed =
                new RefundClosed(
                        new CaseIds(
                                new RefundId(refundId),
                                new OrderId(Ids.next("ord")),
                                "JH1001",
                                new CustomerId(alice),
                                new MerchantId(shop)),
                        ClosingCause.APPEAL_WINDOW_OVER);
        refundService.tell(Topics.REFUNDS, refundId, shop, 1, closed);

        var customers = awaitInbox(TestTokens.customer(alice), 1).getFirst();
        var merchants = awaitInbox(TestTokens.merchant(shop), 1).getFirst();

        assertThat(customers.path("title").asString()).isEqualTo("退款已关闭：申诉期限已过");
        assertThat(customers.path("text").asString()).contains("您未在期限内申诉", "没有退款");
        assertThat(merchants.path("text").asString()).contains("买家未在期限内申诉").doesNotContain("您");
    }

    @Test
    void a_merchant_hears_that_it_went_to_another_account_and_not_to_which() {
        var refundId = Ids.next("rfd");
        var completed =
                new RefundCompleted(
                        new CaseIds(
                                new RefundId(refundId),
                                new OrderId(Ids.next("ord")),
                                "JH1001",
                                new CustomerId(alice),
                                new MerchantId(shop)),
                        new PayoutId(Ids.next("pay")),
                        Money.cny(9_900),
                        PaymentChannel.BANK_CARD,
                        Instant.parse("2026-03-02T12:00:00Z"),
                        "6222 **** 0123");
        refundService.tell(Topics.REFUNDS, refundId, shop, 1, completed);

        var customers = awaitInbox(TestTokens.customer(alice), 1).getFirst();
        var merchants = awaitInbox(TestTokens.merchant(shop), 1).getFirst();

        assertThat(customers.path("text").asString()).contains("¥99.00", "6222 **** 0123");
        assertThat(merchants.path("text").asString())
                .contains("¥99.00", "买家新的收款账户")
                .doesNotContain("6222", "原路");
    }

    @Test
    void both_sides_hear_of_a_step_in_their_words_and_language() {
        var refundId = toldOfAReview();

        var customers = awaitInbox(TestTokens.customer(alice), 1).getFirst();
        var merchants = awaitInbox(TestTokens.merchant(shop), 1).getFirst();

        assertThat(customers.path("refundId").asString()).isEqualTo(refundId);
        assertThat(customers.path("type").asString()).isEqualTo(MerchantReviewStarted.TYPE);
        assertThat(customers.path("text").asString()).contains("JH1001", "¥99.00", "冻结");
        assertThat(merchants.path("text").asString()).contains("JH1001", "¥99.00");
        assertThat(merchants.path("title")).isNotEqualTo(customers.path("title"));
        var english =
                send(
                        request("/v1/notifications", TestTokens.customer(alice))
                                .header("Accept-Language", "en"));
        assertThat(english.body()).contains("JH1001").doesNotContain("冻结");
    }

    @Test
    void a_message_that_comes_twice_is_told_once() {
        var event = aReview(Ids.next("rfd"));
        var id = Ids.next("evt");
        refundService.tell(Topics.REFUNDS, event.refundId().value(), shop, 1, id, event);
        refundService.tell(Topics.REFUNDS, event.refundId().value(), shop, 1, id, event);
        // Same key, same partition: when this one is there, both of the others were handled.
        refundService.tell(
                Topics.REFUNDS,
                event.refundId().value(),
                shop,
                2,
                aReview(event.refundId().value()));

        var found = awaitInbox(TestTokens.customer(alice), 2);
        assertThat(found).hasSize(2);
        assertThat(inbox(TestTokens.customer(alice), "")).hasSize(2);
    }

    @Test
    void who_is_no_side_sees_nothing_and_can_read_nothing() {
        toldOfAReview();
        var id = awaitInbox(TestTokens.customer(alice), 1).getFirst().path("id").asString();
        var bob = TestTokens.customer("cus_bob");

        assertThat(inbox(bob, "")).isEmpty();
        assertThat(read(id, bob).statusCode()).isEqualTo(404);
        assertThat(read(id, TestTokens.merchant(shop)).statusCode()).isEqualTo(404);
        assertThat(send(request("/v1/notifications", TestTokens.storefront())).statusCode())
                .isEqualTo(403);
        assertThat(send(request("/v1/notifications", "no.token.atall")).statusCode())
                .isEqualTo(401);
    }

    private HttpResponse<String> read(String id, String token) {
        return send(
                request("/v1/notifications/" + id + "/read", token).POST(BodyPublishers.noBody()));
    }

    @Test
    void what_was_read_stays_read() {
        toldOfAReview();
        var token = TestTokens.customer(alice);
        var id = awaitInbox(token, 1).getFirst().path("id").asString();

        assertThat(json(read(id, token).body()).path("read").asBoolean()).isTrue();
        assertThat(json(read(id, token).body()).path("read").asBoolean()).isTrue();

        assertThat(inbox(token, "").getFirst().path("read").asBoolean()).isTrue();
        assertThat(inbox(token, "?unread=true")).isEmpty();
        assertThat(read("ntf_x", token).statusCode()).isEqualTo(404);
    }

    @Test
    void pages_are_the_newest_first_and_lose_nothing() {
        for (int i = 0; i < 5; i++) {
            toldOfAReview();
        }
        var token = TestTokens.customer(alice);
        var all = awaitInbox(token, 5);

        var paged = new ArrayList<JsonNode>();
        var query = "?limit=2";
        JsonNode next;
        do {
            var page = json(send(request("/v1/notifications" + query, token)).body());
            page.path("data").forEach(paged::add);
            assertThat(page.has("nextCursor")).isTrue();
            next = page.path("nextCursor");
            query = "?limit=2&cursor=" + next.asString("");
        } while (!next.isNull());

        assertThat(paged).isEqualTo(all);
        var wrong = send(request("/v1/notifications?cursor=nonsense", token));
        assertThat(wrong.statusCode()).isEqualTo(400);
    }

    @Nested
    class The_live_stream {

        private LiveStream live(String token, String... headers) throws Exception {
            return LiveStream.open(port, token, headers);
        }

        @Test
        void tells_at_once_what_arrives_and_goes_on_behind_the_last_id() throws Exception {
            var token = TestTokens.customer(alice);
            String last;
            try (var live = live(token)) {
                var first = toldOfAReview();
                last = live.next("id:");
                assertThat(live.next("event:")).isEqualTo(MerchantReviewStarted.TYPE);
                assertThat(json(live.next("data:")).path("refundId").asString()).isEqualTo(first);
            }
            var missed = toldOfAReview();
            awaitInbox(token, 2);

            try (var live = live(token, "Last-Event-ID", last, "Accept-Language", "en")) {
                var event = json(live.next("data:"));
                assertThat(event.path("refundId").asString()).isEqualTo(missed);
                assertThat(event.path("text").asString()).doesNotContain("冻结");
            }
        }

        @Test
        void tells_nobody_elses_messages() throws Exception {
            try (var bobs = live(TestTokens.customer("cus_bob"))) {
                toldOfAReview();
                awaitInbox(TestTokens.customer(alice), 1);
                var own =
                        new MerchantReviewStarted(
                                new CaseIds(
                                        new RefundId(Ids.next("rfd")),
                                        new OrderId(Ids.next("ord")),
                                        "JH2002",
                                        new CustomerId("cus_bob"),
                                        new MerchantId(shop)),
                                Money.cny(1),
                                List.of(),
                                Instant.parse("2026-03-02T12:00:00Z"));
                refundService.tell(Topics.REFUNDS, own.refundId().value(), shop, 1, own);
                assertThat(bobs.next("data:")).contains("JH2002");
            }
        }

        @Test
        void goes_on_behind_a_notification_from_the_list_and_knows_no_other_ids() throws Exception {
            var token = TestTokens.customer(alice);
            toldOfAReview();
            var first = awaitInbox(token, 1).getFirst().path("id").asString();
            var second = toldOfAReview();
            awaitInbox(token, 2);

            try (var live = live(token, "Last-Event-ID", first)) {
                assertThat(json(live.next("data:")).path("refundId").asString()).isEqualTo(second);
            }
            for (var wrong : List.of("17", "c", "x1", "c-1", "c1-c2-c3-c4-c5", "ntf_1")) {
                var refused =
                        send(
                                request("/v1/notifications/stream", token)
                                        .header("Last-Event-ID", wrong));
                assertThat(refused.statusCode()).as(wrong).isEqualTo(400);
            }
        }

        @Test
        void tells_on_from_what_was_stored_before_there_were_positions() throws Exception {
            var token = TestTokens.customer(alice);
            var before = "cus_before_" + alice;
            for (int i = 0; i < 3; i++) {
                toldOfAReview(before);
            }
            var ids =
                    awaitInbox(TestTokens.customer(before), 3).reversed().stream()
                            .map(n -> n.path("id").asString())
                            .toList();
            // An inbox as an earlier version has left it.
            mongo.getCollection("notifications")
                    .updateMany(
                            eq("inbox", "CUSTOMER:" + before),
                            Updates.combine(
                                    Updates.set("inbox", "CUSTOMER:" + alice),
                                    Updates.unset("position")));
            var fourth = toldOfAReview();
            awaitInbox(token, 4);

            try (var live = live(token, "Last-Event-ID", ids.getFirst())) {
                assertThat(json(live.next("data:")).path("id").asString()).isEqualTo(ids.get(1));
                assertThat(live.next("id:")).isEqualTo(ids.get(2));
                assertThat(live.next("id:")).isEqualTo("c1");
                assertThat(json(live.next("data:")).path("refundId").asString()).isEqualTo(fourth);
            }
        }

        @Test
        void ends_with_its_token() throws Exception {
            var end = Instant.now().plusSeconds(2);
            var claims =
                    TestTokens.claims(alice, null, Role.CUSTOMER).expirationTime(Date.from(end));
            var token = TestTokens.sign(claims.build(), TestTokens.key());
            try (var live = live(token)) {
                assertThat(live.next("event:")).isEqualTo("end");
                assertThat(live.next("data:")).isEqualTo("{\"code\":\"TOKEN_EXPIRED\"}");
                live.awaitEnd();
            }
            var late = send(request("/v1/notifications/stream", token));
            assertThat(late.statusCode()).isEqualTo(401);
            assertThat(Instant.now()).isAfterOrEqualTo(end.truncatedTo(ChronoUnit.SECONDS));
        }

        @Test
        void is_not_opened_by_who_asks_for_its_headers() throws Exception {
            var token = TestTokens.customer(alice);
            for (int i = 0; i < 6; i++) {
                var head = send(request("/v1/notifications/stream", token).HEAD());
                assertThat(head.statusCode()).isEqualTo(200);
            }
            live(token).close();
        }

        @Test
        void takes_no_place_when_its_client_has_left() throws Exception {
            var token = TestTokens.customer(alice);
            for (int i = 0; i < 6; i++) {
                live(token).close();
            }
        }

        /// Lines that no reader takes for news, so that whoever stands between doesn't close a quiet stream.
        @Test
        void shows_again_and_again_that_it_is_there() throws Exception {
            try (var live = live(TestTokens.customer(alice))) {
                live.next(":");
            }
        }

        @Test
        void has_a_limit_per_caller() throws Exception {
            var token = TestTokens.customer(alice);
            var open = new ArrayList<LiveStream>();
            try {
                for (int i = 0; i < 5; i++) {
                    open.add(live(token));
                }
                var refused = send(request("/v1/notifications/stream", token));
                assertThat(refused.statusCode()).isEqualTo(429);
                assertThat(refused.body()).contains("TOO_MANY_STREAMS");
            } finally {
                for (var live : open) {
                    live.close();
                }
            }
        }
    }
}
