package cn.juhui.order.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Event;
import cn.juhui.contracts.RefundClaim;
import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.RefundRoute;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.PayoutId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.contracts.order.OwedPayment;
import cn.juhui.contracts.refund.CaseIds;
import cn.juhui.contracts.refund.MerchantApproved;
import cn.juhui.contracts.refund.PayoutRecorded;
import cn.juhui.contracts.refund.RefundCompleted;
import cn.juhui.contracts.refund.RefundRequested;
import cn.juhui.contracts.refund.term.RecordedPayoutState;
import cn.juhui.contracts.refund.term.RefundStanding;
import cn.juhui.contracts.wire.Topics;
import cn.juhui.order.OrderServiceApplication;
import cn.juhui.order.application.ApproveForPayout;
import cn.juhui.order.application.HoldCards;
import cn.juhui.order.domain.Fixtures;
import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.OrderCommand;
import cn.juhui.order.domain.OrderMachine;
import cn.juhui.order.domain.card.Hold;
import cn.juhui.order.domain.eligibility.Application;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.history.HistoryEntry;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.messaging.EventSender;
import cn.juhui.platform.testkit.AskedService;
import cn.juhui.platform.testkit.MovableClock;
import cn.juhui.platform.testkit.ServiceTest;
import cn.juhui.platform.testkit.TestTokens;
import cn.juhui.platform.testkit.UnknownParameters;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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

@ServiceTest
@SpringBootTest(
        classes = {OrderServiceApplication.class, OrderApiTest.TestClock.class},
        properties = "spring.config.name=order-service",
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class OrderApiTest {

    @TestConfiguration
    static class TestClock {

        @Bean
        MovableClock clock() {
            return new MovableClock(Instant.now());
        }
    }

    private static final AskedService REFUND_SERVICE = new AskedService();

    @DynamicPropertySource
    static void refundService(DynamicPropertyRegistry registry) {
        registry.add("juhui.services.urls.refund-service", REFUND_SERVICE::url);
    }

    @AfterAll
    static void stop() {
        REFUND_SERVICE.close();
    }

    private final String storefront = TestTokens.storefront();
    private final String customerId = Ids.next("cus");
    private final String merchantId = Ids.next("mer");
    private final String customer = TestTokens.customer(customerId);
    private final String merchant = TestTokens.merchant(merchantId);
    private final String agent = TestTokens.agent("agt_1");
    private final String stranger = TestTokens.customer("cus_mallory");

    @Autowired private MovableClock clock;
    @Autowired private Journal<Order, OrderEvent> orders;
    @Autowired private HoldCards holdCards;
    @Autowired private ApproveForPayout approveForPayout;
    @Autowired private EventSender sender;
    @Autowired private MeterRegistry meters;
    @Autowired private MongoTemplate mongo;
    @LocalServerPort private int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping controllers;

    private OrderApi api;

    @BeforeEach
    void setUp() {
        api = new OrderApi(port);
    }

    private String anOrder(String orderNo, int quantity, long paid) {
        return """
        {"orderNo":"%s","customerId":"%s","merchantId":"%s","currency":"CNY","placedAt":"%s",
         "items":[{"sku":"G100","name":"某游戏 100 元点卡","category":"GAME_CARD","quantity":%d,
                   "unitPrice":9500,"faceValue":10000,"rechargeAccount":"player-12345678"}],
         "payment":{"channel":"WECHAT_PAY","channelTransactionId":"%s","paidAmount":%d,"paidAt":"%s"},
         "expressRefund":true}
        """
                .formatted(
                        orderNo,
                        customerId,
                        merchantId,
                        clock.instant(),
                        quantity,
                        transaction(orderNo),
                        paid,
                        clock.instant());
    }

    private static String transaction(String orderNo) {
        return "4200" + orderNo;
    }

    private OrderApi.Answer placed(int quantity) {
        return api.post(
                        storefront,
                        "/v1/orders",
                        anOrder(Ids.next("num"), quantity, quantity * 9_500L))
                .expect(201);
    }

    private String path(OrderApi.Answer order) {
        return "/v1/orders/" + order.text("/id");
    }

    @Nested
    class Orders {

        @Test
        void are_fed_in_with_a_card_per_unit() {
            var order = placed(3);

            assertThat(order.raw().headers().firstValue("Location")).hasValue(path(order));
            assertThat(order.raw().headers().firstValue("ETag")).hasValue("\"1\"");
            assertThat(order.text("/status")).isEqualTo("PAID");
            assertThat(order.body().at("/items/0/cards").size()).isEqualTo(3);
            assertThat(order.number("/items/0/cards/2/paidPrice/value")).isEqualTo(9_500);
            assertThat(order.text("/items/0/rechargeAccount")).isEqualTo("****5678");
            assertThat(order.text("/policy/selfServiceWindow")).isEqualTo("PT15M");
            assertThat(order.number("/balance/refundable/value")).isEqualTo(28_500);
            assertThat(order.body().path("allowedActions").valueStream().map(a -> a.asString()))
                    .containsExactly("SHIP");
        }

        @Test
        void share_what_was_paid_to_the_fen() {
            var body =
                    anOrder(Ids.next("num"), 50, 4_999)
                            .replace("\"unitPrice\":9500", "\"unitPrice\":100");
            var order = api.post(storefront, "/v1/orders", body).expect(201);

            var shares =
                    order.body()
                            .at("/items/0/cards")
                            .valueStream()
                            .map(card -> card.at("/paidPrice/value").asLong())
                            .toList();
            assertThat(shares.subList(0, 49)).containsOnly(100L);
            assertThat(shares.getLast()).isEqualTo(99);
        }

        @Test
        void paid_by_a_coupon_in_full_are_recorded_and_have_nothing_to_refund() {
            var order =
                    api.post(storefront, "/v1/orders", anOrder(Ids.next("num"), 2, 0)).expect(201);
            api.post(merchant, path(order) + "/shipments", "null").expect(400, "INVALID_INPUT");
            api.post(merchant, path(order) + "/shipments", "{}").expect(200);

            var answer =
                    api.get(customer, path(order) + "/refund-eligibility?reason=UNUSED")
                            .expect(200);

            assertThat(answer.body().path("eligible").asBoolean()).isFalse();
            assertThat(answer.number("/maxAmount/value")).isZero();
            assertThat(answer.body().path("rules").toString())
                    .contains("NOTHING_TO_REFUND", "没有可退的金额");
        }

        @Test
        void need_no_number_of_a_payment_where_nothing_was_paid() {
            var number = "\"channelTransactionId\":\"[^\"]+\",";
            var free = anOrder(Ids.next("num"), 1, 0).replaceFirst(number, "");

            var order = api.post(storefront, "/v1/orders", free).expect(201);

            assertThat(order.body().path("payment").has("channelTransactionId")).isFalse();
            assertThat(api.post(storefront, "/v1/orders", free).expect(200).text("/id"))
                    .isEqualTo(order.text("/id"));
            var answer = api.get(customer, path(order) + "/refund-eligibility").expect(200);
            assertThat(answer.body().path("eligible").asBoolean()).isFalse();
            assertThat(answer.body().path("rules").toString()).contains("NOTHING_TO_REFUND");
            var paid = anOrder(Ids.next("num"), 1, 1).replaceFirst(number, "");
            var refused = api.post(storefront, "/v1/orders", paid).expect(400, "INVALID_INPUT");
            assertThat(refused.text("/errors/0/pointer"))
                    .isEqualTo("/payment/channelTransactionId");
            assertThat(refused.text("/errors/0/code")).isEqualTo("REQUIRED");
        }

        @Test
        void of_the_same_number_are_the_same_or_a_conflict() {
            var body = anOrder(Ids.next("num"), 1, 9_500);
            var first = api.post(storefront, "/v1/orders", body).expect(201);

            var again = api.post(storefront, "/v1/orders", body).expect(200);
            assertThat(again.text("/id")).isEqualTo(first.text("/id"));
            api.post(storefront, "/v1/orders", body.replace("9500,\"paidAt", "9400,\"paidAt"))
                    .expect(409, "ORDER_ALREADY_EXISTS");
        }

        @Test
        void list_the_limits_of_express_refunds_and_of_a_case() {
            var path = "/v1/refund-policies/LIMITED";
            var before = api.get("", path).expect(200);
            assertThat(before.text("/text"))
                    .contains("24 小时内，同一买家最多 5 次、合计不超过 ¥1000.00，同一商家最多 200 次、合计不超过 ¥50000.00")
                    .contains("最多各被要求补充凭证 2 次");
            assertThat(before.number("/evidenceRequests")).isEqualTo(2);
            assertThat(before.number("/clockStopPercent")).isEqualTo(50);
            assertThat(before.number("/rulingLimit/value")).isEqualTo(100_000);
            assertThat(before.number("/platformCostLimit/value")).isEqualTo(20_000);
            assertThat(before.number("/express/customerRefunds")).isEqualTo(5);
            assertThat(before.body().at("/requiredEvidence/CARD_INVALID/0/anyOf").size())
                    .isEqualTo(3);
            var other =
                    before.raw()
                            .body()
                            .replace("\"evidenceRequests\":2", "\"evidenceRequests\":0")
                            .replace("\"clockStopPercent\":50,", "");

            var after = api.put(TestTokens.operator(), path, other).expect(200);

            assertThat(after.number("/version")).isEqualTo(2);
            assertThat(after.number("/evidenceRequests")).isZero();
            assertThat(after.number("/clockStopPercent")).isEqualTo(50);
            assertThat(after.text("/text")).contains("审核中不另要求补充凭证");
            var bad = other.replace("\"evidenceRequests\":0", "\"evidenceRequests\":11");
            var refused = api.put(TestTokens.operator(), path, bad).expect(400, "INVALID_INPUT");
            assertThat(refused.text("/errors/0/pointer")).isEqualTo("/evidenceRequests");
            var alien = other.replace("[\"INVALID_CARD\",", "[\"OTHER\",");
            assertThat(api.put(TestTokens.operator(), path, alien).expect(400).raw().body())
                    .contains("/requiredEvidence/CARD_INVALID/0/anyOf", "KIND_NOT_AMONG_THEM");
        }

        @Test
        void that_contradict_themselves_are_refused_with_pointers() {
            var answer =
                    api.post(storefront, "/v1/orders", anOrder(Ids.next("num"), 1, 9_501))
                            .expect(400, "INVALID_INPUT");

            assertThat(answer.text("/errors/0/pointer")).isEqualTo("/payment/paidAmount");
            var wrong =
                    api.post(
                                    storefront,
                                    "/v1/orders",
                                    anOrder(Ids.next("num"), 0, 9_500).replace("\"G100\"", "\"\""))
                            .expect(400, "INVALID_INPUT");
            assertThat(
                            wrong.body()
                                    .path("errors")
                                    .valueStream()
                                    .map(e -> e.path("pointer").asString()))
                    .contains("/items/0/quantity", "/items/0/sku");
        }

        @Test
        void are_seen_by_their_sides_only() {
            var order = placed(1);

            for (var side : List.of(customer, merchant, agent, storefront)) {
                api.get(side, path(order)).expect(200);
            }
            for (var nobody :
                    List.of(
                            stranger,
                            TestTokens.merchant("mer_other"),
                            TestTokens.token("other_storefront", null, Role.STOREFRONT))) {
                api.get(nobody, path(order)).expect(404, "NOT_FOUND");
                assertThat(api.get(nobody, "/v1/orders").expect(200).body().at("/data").toString())
                        .doesNotContain(order.text("/id"));
            }
            api.get(customer, "/v1/orders/ord_x").expect(404, "NOT_FOUND");
            api.get("", path(order)).expect(401, "UNAUTHENTICATED");
        }

        @Test
        void are_fed_in_and_shipped_by_the_right_roles_only() {
            var order = placed(1);

            api.post(customer, "/v1/orders", anOrder("X", 1, 9_500)).expect(403, "FORBIDDEN");
            api.post(customer, path(order) + "/shipments", "{}").expect(403, "FORBIDDEN");
            api.post(TestTokens.merchant("mer_other"), path(order) + "/shipments", "{}")
                    .expect(404, "NOT_FOUND");
        }

        @Test
        void are_listed_page_by_page_by_number_and_by_product() {
            for (int i = 0; i < 3; i++) {
                placed(1);
                clock.advance(Duration.ofMillis(1));
            }
            var last = placed(1);
            var first = api.get(customer, "/v1/orders?limit=3").expect(200);
            assertThat(first.text("/data/0/id")).isEqualTo(last.text("/id"));
            assertThat(first.body().path("data").size()).isEqualTo(3);
            var second =
                    api.get(customer, "/v1/orders?limit=3&cursor=" + first.text("/nextCursor"))
                            .expect(200);
            assertThat(second.body().path("data").size()).isEqualTo(1);
            assertThat(second.body().path("nextCursor").isNull()).isTrue();

            var found = "/v1/orders?orderNo=" + last.text("/orderNo");
            assertThat(api.get(agent, found).body().path("data").size()).isEqualTo(1);
            assertThat(api.get(customer, "/v1/orders?product=100").body().path("data").size())
                    .isEqualTo(4);
            assertThat(api.get(customer, "/v1/orders?product=.*").body().path("data").size())
                    .isZero();
            assertThat(api.get(customer, "/v1/orders?status=SHIPPED").body().path("data").size())
                    .isZero();
            assertThat(
                            api.get(customer, "/v1/orders?placedTo=" + last.text("/placedAt"))
                                    .body()
                                    .path("data")
                                    .size())
                    .isEqualTo(3);
            api.get(customer, "/v1/orders?status=ODD").expect(400, "INVALID_INPUT");
            api.get(customer, "/v1/orders?cursor=odd").expect(400, "INVALID_INPUT");
            api.get(customer, "/v1/orders?placedFrom=%2B999999999-01-01T00:00:00Z")
                    .expect(400, "INVALID_INPUT");
            for (var number : List.of("1795773600", "1795773600000", "0")) {
                var refused = api.get(customer, "/v1/orders?placedFrom=" + number);
                refused.expect(400, "INVALID_INPUT");
                assertThat(refused.text("/errors/0/code")).isEqualTo("WRONG_FORM");
            }
            var plus = api.get(customer, "/v1/orders?placedTo=2026-11-24T09:00:00+08:00");
            assertThat(plus.expect(400).text("/errors/0/detail")).contains("%2B");
            api.get(customer, "/v1/orders?placedTo=2026-11-24T09:00:00%2B08:00").expect(200);
        }
    }

    @Test
    void a_parameter_that_no_call_knows_is_refused() {
        UnknownParameters.areRefused(controllers, port, 19);
    }

    @Nested
    class Searches {

        private final String path = "/v1/orders?limit=100&";

        private List<String> ids(String token, String query) {
            return api.get(token, path + query)
                    .expect(200)
                    .body()
                    .path("data")
                    .valueStream()
                    .map(order -> order.path("id").asString())
                    .toList();
        }

        private String toppedUp(String account) {
            var body =
                    anOrder(Ids.next("num"), 1, 9_500)
                            .replace("GAME_CARD", "PHONE_TOPUP")
                            .replace("player-12345678", account);
            return api.post(storefront, "/v1/orders", body).expect(201).text("/id");
        }

        @Test
        void of_support_find_orders_by_customer_by_merchant_and_by_phone_tail() {
            var mine = toppedUp("13912340017");
            var game = placed(1).text("/id");
            for (var support : List.of(agent, TestTokens.operator(), storefront)) {
                assertThat(ids(support, "customerId=" + customerId)).containsExactly(game, mine);
                assertThat(ids(support, "merchantId=" + merchantId)).containsExactly(game, mine);
                assertThat(ids(support, "phoneTail=0017")).contains(mine).doesNotContain(game);
                assertThat(ids(support, "phoneTail=0017&customerId=" + customerId))
                        .containsExactly(mine);
                assertThat(ids(support, "phoneTail=0018&customerId=" + customerId)).isEmpty();
                assertThat(ids(support, "customerId=cus_nobody")).isEmpty();
            }
            var otherStorefront = TestTokens.token("other_storefront", null, Role.STOREFRONT);
            assertThat(ids(otherStorefront, "customerId=" + customerId)).isEmpty();
        }

        @Test
        void find_what_is_pasted_with_characters_that_nobody_sees_or_in_full_width() {
            var mine = placed(1);
            var orderNo = mine.text("/orderNo");
            var asPasted =
                    List.of(
                            "orderNo=%EF%BB%BF" + orderNo + "%E2%80%8B",
                            "orderNo=" + orderNo + "%09",
                            "orderNo=%C2%A0" + orderNo + "%E3%80%80",
                            "product=%EF%BC%91%EF%BC%90%EF%BC%90%20%E5%85%83",
                            "product=1%E2%80%8D00%20%E5%85%83&orderNo=" + orderNo);
            for (var query : asPasted) {
                assertThat(ids(customer, query)).as(query).containsExactly(mine.text("/id"));
            }
            var wide = anOrder(Ids.next("num"), 1, 9_500).replace("某游戏 100 元点卡", "点卡（５０元）Ｐｌｕｓ");
            var other = api.post(storefront, "/v1/orders", wide).expect(201).text("/id");
            for (var query : List.of("(50", "（50元）plus", "５０元")) {
                var encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
                assertThat(ids(customer, "product=" + encoded)).as(query).containsExactly(other);
            }
        }

        /// Of what nobody has: what many have in a small collection is read quicker without an index.
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"state.purchase.items.rechargeAccount\": \"****4711\"}",
                    "{\"customerId\": \"cus_1\"}",
                    "{\"merchantId\": \"mer_1\"}"
                })
        void read_by_an_index(String filter) {
            toppedUp("13912340017");
            var find =
                    new Document("find", "orders")
                            .append("filter", Document.parse(filter))
                            .append("sort", Document.parse("{placedAt: -1, _id: -1}"));
            var plan =
                    mongo.executeCommand(new Document("explain", find))
                            .getEmbedded(List.of("queryPlanner", "winningPlan"), Document.class);
            assertThat(plan.getString("stage")).as(plan.toJson()).isEqualTo("IXSCAN");
        }

        @Test
        void by_what_is_not_the_callers_to_ask_for_are_refused() {
            for (var query : List.of("customerId=cus_bob", "merchantId=mer_1", "phoneTail=0017")) {
                for (var side : List.of(customer, merchant)) {
                    var refused = api.get(side, path + query).expect(400, "INVALID_INPUT");
                    assertThat(refused.text("/errors/0/code")).isEqualTo("PARAMETER_NOT_ALLOWED");
                    assertThat(query).startsWith(refused.text("/errors/0/pointer") + "=");
                    assertThat(refused.text("/errors/0/detail")).isEqualTo("您的角色不能使用这个参数");
                }
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "orderNo=%20",
                    "orderNo=+",
                    "orderNo=%E2%80%8B",
                    "product=%E3%80%80%EF%BB%BF%09",
                    "customerId=%20",
                    "phoneTail=%C2%A0",
                    "placedFrom=%E2%81%A0",
                    "status=%20",
                    "limit=%20",
                    "cursor=%E2%80%8D"
                })
        void for_what_nobody_sees_are_refused_as_those_for_nothing(String query) {
            placed(1);
            var refused = api.get(agent, "/v1/orders?" + query).expect(400, "INVALID_INPUT");
            assertThat(refused.text("/errors/0/code")).isEqualTo("EMPTY_PARAMETER");
            assertThat(query).startsWith(refused.text("/errors/0/pointer") + "=");
        }

        /// The store gives up after five seconds: names that take it long to look at, far more of them than it can look at in that time.
        @Test
        void that_would_look_at_too_much_say_how_to_narrow_them() {
            var orders = mongo.getCollection("orders");
            var name = "aａ".repeat(10_000);
            var many = Ids.next("cus");
            orders.insertMany(
                    IntStream.range(0, 1_000)
                            .mapToObj(i ->
                                    new Document("_id", Ids.next("slow"))
                                            .append("customerId", many)
                                            .append("placedAt", Date.from(clock.instant()))
                                            .append("products", List.of(name)))
                            .toList());
            try {
                var query = "/v1/orders?product=" + "a".repeat(199) + "b";
                var refused =
                        api.get(TestTokens.customer(many), query).expect(422, "SEARCH_TOO_WIDE");
                assertThat(refused.text("/detail")).contains("请缩小下单时间的范围");
                api.get(TestTokens.customer(many), query + "&placedTo=2001-01-01T00:00:00Z")
                        .expect(200);
            } finally {
                orders.deleteMany(new Document("customerId", many));
            }
        }

        @Test
        void for_nothing_in_particular_find_nobodys_orders() {
            for (var query :
                    List.of(
                            "customerId=",
                            "merchantId=*",
                            "phoneTail=",
                            "phoneTail=17",
                            "phoneTail=*678",
                            "phoneTail=00177")) {
                var refused = api.get(agent, path + query).expect(400, "INVALID_INPUT");
                assertThat(refused.text("/errors/0/code"))
                        .isEqualTo(query.endsWith("=") ? "EMPTY_PARAMETER" : "WRONG_FORM");
            }
        }
    }

    @Nested
    class Cards {

        @Test
        void are_shipped_and_used() {
            var order = placed(2);
            var card = order.text("/items/0/cards/0/id");
            var shipped =
                    api.post(
                                    merchant,
                                    path(order) + "/shipments",
                                    "{\"cards\":[{\"cardId\":\"%s\",\"codeHint\":\"SECRET-9876\"}]}"
                                            .formatted(card))
                            .expect(200);
            assertThat(shipped.text("/items/0/cards/0/status")).isEqualTo("UNUSED");
            assertThat(shipped.text("/items/0/cards/0/codeHint")).isEqualTo("****9876");
            assertThat(shipped.raw().body()).doesNotContain("SECRET");
            assertThat(api.post(storefront, path(order) + "/shipments", "{}").text("/status"))
                    .isEqualTo("SHIPPED");

            var usage = path(order) + "/cards/" + card + "/usage";
            var used = api.post(merchant, usage, "{\"remainingValue\":3000}").expect(200);
            assertThat(used.text("/items/0/cards/0/status")).isEqualTo("PARTIALLY_USED");
            api.post(merchant, usage, "{\"remainingValue\":{\"value\":2000,\"currency\":\"CNY\"}}")
                    .expect(200);
            api.post(merchant, usage, "{\"remainingValue\":2001}")
                    .expect(422, "REMAINING_VALUE_TOO_HIGH");
            api.post(merchant, usage, "{\"remainingValue\":-1}").expect(400, "INVALID_INPUT");
            api.post(merchant, usage, "{\"remainingValue\":{\"$ne\":null}}")
                    .expect(400, "INVALID_INPUT");
            api.post(merchant, path(order) + "/cards/crd_x/usage", "{\"remainingValue\":1}")
                    .expect(404, "CARD_NOT_FOUND");
        }

        @Test
        void that_no_refund_has_its_hand_on_are_shipped_when_all_are() {
            var order = placed(3);
            var first = order.text("/items/0/cards/0/id");
            holdCards.hold(
                    order.text("/id"),
                    Ids.next("rfd"),
                    new Application(RefundReason.UNUSED, List.of(first), false, clock.instant()),
                    null,
                    Cause.clock("test"));

            var shipped = api.post(merchant, path(order) + "/shipments", "{}").expect(200);

            assertThat(shipped.body().at("/items/0/cards").findValuesAsString("status"))
                    .containsExactly("FROZEN", "UNUSED", "UNUSED");
            api.post(merchant, path(order) + "/shipments", "{}").expect(200);
            api.post(
                            merchant,
                            path(order) + "/shipments",
                            "{\"cards\":[{\"cardId\":\"%s\"}]}".formatted(first))
                    .expect(409, "CARD_NOT_USABLE");
        }

        @Test
        void with_an_empty_list_of_cards_ship_nothing() {
            var order = placed(1);
            api.post(merchant, path(order) + "/shipments", "{\"cards\": []}")
                    .expect(400, "INVALID_INPUT");

            assertThat(api.get(merchant, path(order)).text("/status")).isEqualTo("PAID");
        }

        @Test
        void can_not_be_shipped_by_who_saw_an_older_version() {
            var order = placed(1);
            api.post(merchant, path(order) + "/shipments", "").expect(200);

            api.send(
                            api.to(merchant, path(order) + "/shipments")
                                    .header("If-Match", "\"1\"")
                                    .POST(BodyPublishers.noBody()))
                    .expect(412, "STALE_VERSION");
        }
    }

    @Nested
    class A_use_that_is_reported_late {

        @Test
        void by_the_merchant_of_a_frozen_card_is_kept_as_a_claim_once() {
            var order = placed(1);
            api.post(merchant, path(order) + "/shipments", "{}").expect(200);
            var used = clock.instant();
            clock.advance(Duration.ofMinutes(1));
            holdCards.hold(
                    order.text("/id"),
                    Ids.next("rfd"),
                    new Application(RefundReason.UNUSED, List.of(), false, clock.instant()),
                    null,
                    Cause.clock("test"));
            var usage = path(order) + "/cards/" + order.text("/items/0/cards/0/id") + "/usage";
            var early = "{\"remainingValue\":4000,\"reportedAt\":\"%s\"}".formatted(used);

            api.post(merchant, usage, early).expect(202);
            api.post(merchant, usage, early).expect(202);

            assertThat(api.get(customer, path(order)).text("/items/0/cards/0/status"))
                    .isEqualTo("FROZEN");
            assertThat(orders.history(order.text("/id")))
                    .filteredOn(entry -> entry.type().equals("order.card_use_claimed"))
                    .hasSize(1);
        }

        @Test
        void by_the_storefront_of_a_frozen_card_is_a_fact_that_both_sides_see() {
            var order = placed(1);
            api.post(storefront, path(order) + "/shipments", "{}").expect(200);
            held(order);
            var usage = path(order) + "/cards/" + order.text("/items/0/cards/0/id") + "/usage";

            api.post(storefront, usage, "{\"remainingValue\":0,\"proof\":\"核销 7\"}").expect(200);

            for (var side : List.of(customer, merchant, agent)) {
                var card = "/items/0/cards/0";
                var seen = api.get(side, path(order));
                assertThat(seen.text(card + "/status")).isEqualTo("FROZEN");
                assertThat(seen.text(card + "/use/source")).isEqualTo("STOREFRONT");
                assertThat(seen.text(card + "/use/proof")).isEqualTo("核销 7");
                assertThat(seen.text(card + "/shipment/source")).isEqualTo("STOREFRONT");
                assertThat(seen.text("/payment/provenance/source")).isEqualTo("STOREFRONT");
            }
        }

        @Test
        void of_a_card_that_nobody_delivered_is_refused_with_the_reason() {
            var order = placed(1);
            var usage = path(order) + "/cards/" + order.text("/items/0/cards/0/id") + "/usage";

            var refused =
                    api.post(merchant, usage, "{\"remainingValue\":0}")
                            .expect(409, "CARD_NOT_USABLE");

            assertThat(refused.text("/reason")).isEqualTo("CARD_NOT_DELIVERED");
            assertThat(refused.text("/detail")).contains("尚未登记发货");
        }

        @Test
        void back_dated_by_the_merchant_does_not_end_the_customers_window() {
            var order = placed(1);
            clock.advance(Duration.ofHours(1));
            var told = clock.instant();
            var shipped = told.minus(Duration.ofMinutes(59));
            api.post(
                            merchant,
                            path(order) + "/shipments",
                            "{\"shippedAt\":\"%s\",\"proof\":\"短信 9\"}".formatted(shipped))
                    .expect(200);

            var asked = api.get(customer, path(order) + "/refund-eligibility?reason=UNUSED");

            assertThat(asked.body().path("eligible").asBoolean()).isTrue();
            assertThat(Instant.parse(asked.text("/windowEndsAt")))
                    .isEqualTo(told.truncatedTo(ChronoUnit.MILLIS).plus(Duration.ofMinutes(15)));
            var card = api.get(customer, path(order)).body().at("/items/0/cards/0");
            assertThat(Instant.parse(card.path("shippedAt").asString()))
                    .isEqualTo(told.truncatedTo(ChronoUnit.MILLIS));
            assertThat(Instant.parse(card.at("/shipment/happenedAt").asString()))
                    .isEqualTo(shipped.truncatedTo(ChronoUnit.MILLIS));
            assertThat(card.at("/shipment/proof").asString()).isEqualTo("短信 9");
        }

        @Test
        void goes_with_the_answer_to_a_refund_and_says_who_told_it() {
            var order = placed(1);
            api.post(merchant, path(order) + "/shipments", "{}").expect(200);
            held(order);
            var answer = orders.history(order.text("/id")).getLast();
            assertThat(answer.type()).isEqualTo("order.refund_held");
            assertThat(answer.data().toString()).contains("source=MERCHANT");
        }

        @Test
        void of_many_cards_comes_as_csv_and_each_row_stands_for_itself() {
            var order = placed(3);
            api.post(merchant, path(order) + "/shipments", "{}").expect(200);
            var id = order.text("/id");
            var card = "/items/0/cards/%d/id";
            holdCards.hold(
                    id,
                    Ids.next("rfd"),
                    new Application(
                            RefundReason.UNUSED,
                            List.of(order.text(card.formatted(1))),
                            false,
                            clock.instant()),
                    null,
                    Cause.clock("test"));
            var csv =
                    "orderId,cardId,remainingValue,text\n"
                            + "%s,%s,4000,部分兑换\n".formatted(id, order.text(card.formatted(0)))
                            + "%s,%s,0,已兑换\n".formatted(id, order.text(card.formatted(1)))
                            + "%s,%s,-1,\n".formatted(id, order.text(card.formatted(2)))
                            + "%s,%s,9223372036854775807,\n"
                                    .formatted(id, order.text(card.formatted(2)))
                            + "%s,crd_x,0,\n".formatted(id)
                            + "%s,%s,0,\n".formatted(Ids.next("ord"), "crd_x");

            var answer = usageImport(merchant, csv).expect(200);

            assertThat(answer.body().path("rows").valueStream())
                    .extracting(row -> row.path("outcome").asString())
                    .containsExactly("RECORDED", "CLAIMED", "FAILED", "FAILED", "FAILED", "FAILED");
            assertThat(answer.text("/rows/4/errors/0/code")).isEqualTo("CARD_NOT_FOUND");
            assertThat(answer.text("/rows/5/errors/0/code")).isEqualTo("NOT_FOUND");
            assertThat(usageImport(merchant, csv).expect(200).body().path("alreadyThere").asInt())
                    .isEqualTo(2);
            usageImport(customer, csv).expect(403);
        }

        private OrderApi.Answer usageImport(String by, String csv) {
            return api.send(
                    api.to(by, "/v1/orders/usage-imports")
                            .header("Content-Type", "text/csv")
                            .POST(BodyPublishers.ofString(csv)));
        }

        private String held(OrderApi.Answer order) {
            var refundId = Ids.next("rfd");
            holdCards.hold(
                    order.text("/id"),
                    refundId,
                    new Application(RefundReason.UNUSED, List.of(), false, clock.instant()),
                    null,
                    Cause.clock("test"));
            return refundId;
        }
    }

    @Nested
    class Eligibility {

        @Test
        void is_an_answer_with_amount_arithmetic_route_and_rules_in_both_languages() {
            var order = placed(1);
            var chinese = api.get(customer, path(order) + "/refund-eligibility").expect(200);

            assertThat(chinese.body().path("eligible").asBoolean()).isTrue();
            assertThat(chinese.text("/route")).isEqualTo("EXPRESS");
            assertThat(chinese.body().at("/windowEndsAt").isNull()).isTrue();
            assertThat(chinese.number("/maxAmount/value")).isEqualTo(9_500);
            assertThat(chinese.number("/arithmetic/0/refundable/value")).isEqualTo(9_500);
            assertThat(chinese.number("/evidenceLimits/maxBytes")).isPositive();
            assertThat(chinese.number("/evidenceLimits/maxSide")).isEqualTo(30_000);
            assertThat(chinese.text("/evidenceLimits/recommendedMediaType")).isEqualTo("image/png");
            assertThat(chinese.body().path("rules").toString()).contains("全额退款");
            var english =
                    api.send(
                            api.to(customer, path(order) + "/refund-eligibility")
                                    .header("Accept-Language", "en-US,en;q=0.9"));
            assertThat(english.body().path("rules").toString()).contains("unused");
        }

        private OrderApi.Answer paidBefore(Duration ago) {
            var at = clock.instant().minus(ago).toString();
            var body = anOrder(Ids.next("num"), 1, 9_500);
            var old = body.replace(clock.instant().toString(), at);
            return api.post(storefront, "/v1/orders", old).expect(201);
        }

        @Test
        void ends_with_the_window_of_the_channel_and_says_what_remains() {
            var within = paidBefore(Duration.ofDays(364).plusHours(21));
            var over = paidBefore(Duration.ofDays(365).plusHours(1));

            var yes = api.get(customer, path(within) + "/refund-eligibility").expect(200);
            var no = api.get(customer, path(over) + "/refund-eligibility").expect(200);
            var forAgent = api.get(agent, path(over) + "/refund-eligibility").expect(200);

            assertThat(yes.body().path("eligible").asBoolean()).isTrue();
            assertThat(no.body().path("eligible").asBoolean()).isFalse();
            assertThat(no.text("/route")).isEqualTo("NONE");
            assertThat(no.number("/maxAmount/value")).isZero();
            assertThat(no.body().path("rules").toString())
                    .contains("R11", "CHANNEL_WINDOW_OVER", "超过支付渠道的退款期限", "请联系客服");
            assertThat(forAgent.body().path("eligible").asBoolean()).isFalse();
            var english =
                    api.send(
                            api.to(customer, path(over) + "/refund-eligibility")
                                    .header("Accept-Language", "en"));
            assertThat(english.body().path("rules").toString()).contains("contact support");
        }

        @Test
        void ends_with_the_fiftieth_refund_of_a_wechat_payment() {
            var order = placed(53);
            for (int i = 0; i < 51; i++) {
                hold(order, i);
            }

            var holds = orders.find(order.text("/id")).orElseThrow().aggregate().holds();
            assertThat(holds.subList(0, 50)).allMatch(h -> h.state() == Hold.State.HELD);
            assertThat(holds.get(50).state()).isEqualTo(Hold.State.DECLINED);
            assertThat(orders.history(order.text("/id")).getLast().data().toString())
                    .contains("CHANNEL_REFUNDS_EXHAUSTED");
            assertThat(eligibility(order, 52)).contains("CHANNEL_REFUNDS_EXHAUSTED", "次数已达支付渠道的上限");
        }

        private String hold(OrderApi.Answer order, int card) {
            var refundId = Ids.next("rfd");
            holdCards.hold(
                    order.text("/id"),
                    refundId,
                    new Application(
                            RefundReason.UNUSED,
                            List.of(order.text("/items/0/cards/%d/id".formatted(card))),
                            false,
                            clock.instant()),
                    null,
                    Cause.clock("test"));
            return refundId;
        }

        private String eligibility(OrderApi.Answer order, int card) {
            var of = "?cardIds=" + order.text("/items/0/cards/%d/id".formatted(card));
            var answer = api.get(customer, path(order) + "/refund-eligibility" + of).expect(200);
            assertThat(answer.body().path("eligible").asBoolean())
                    .isEqualTo(answer.body().toString().contains("CHANNEL_TAKES_IT"));
            return answer.body().path("rules").toString();
        }

        @Test
        void is_not_told_of_what_is_no_cards_id() {
            var asked = path(placed(1)) + "/refund-eligibility?cardIds=NULL";
            var answer = api.get(customer, asked).expect(400, "INVALID_INPUT");
            assertThat(answer.text("/errors/0/pointer")).isEqualTo("cardIds");
            assertThat(answer.text("/errors/0/code")).isEqualTo("WRONG_FORM");
        }

        /// Paid for together with another.
        private OrderApi.Answer placedWith(OrderApi.Answer other, int quantity) {
            var number = Ids.next("num");
            var body =
                    anOrder(number, quantity, quantity * 9_500L)
                            .replace(
                                    transaction(number),
                                    other.text("/payment/channelTransactionId"));
            return api.post(storefront, "/v1/orders", body).expect(201);
        }

        @Test
        void ends_with_the_fiftieth_refund_of_a_payment_whichever_of_its_orders_it_is_for() {
            var first = placed(30);
            var second = placedWith(first, 22);
            for (int i = 0; i < 29; i++) {
                hold(first, i);
            }
            for (int i = 0; i < 21; i++) {
                hold(second, i);
            }
            assertThat(eligibility(first, 29)).contains("CHANNEL_REFUNDS_EXHAUSTED");

            var no = hold(second, 21);
            var held = orders.find(second.text("/id")).orElseThrow().aggregate();
            assertThat(held.hold(no).orElseThrow().state()).isEqualTo(Hold.State.DECLINED);
            var last = held.holds().get(20).refundId();
            decide(second, new OrderCommand.ReleaseHold(last));
            assertThat(eligibility(first, 29)).contains("CHANNEL_TAKES_IT");
        }

        @Test
        void is_found_at_the_last_look_when_the_other_orders_refunds_were_sent_meanwhile() {
            var first = placed(1);
            var second = placedWith(first, 50);
            var refundId = hold(first, 0);
            var payment = orders.find(second.text("/id")).orElseThrow();
            for (var card : payment.aggregate().cards()) {
                var other = Ids.next("rfd");
                decide(second, holdAlone(other, card.id()));
                decide(second, Fixtures.approval(other, Money.cny(9_500)));
            }
            REFUND_SERVICE.answer(
                    new RefundStanding(
                            true,
                            false,
                            new RefundStanding.Approval(
                                    new RefundId(refundId),
                                    new OrderId(first.text("/id")),
                                    new CustomerId(customerId),
                                    new MerchantId(merchantId),
                                    List.of(new CardId(first.text("/items/0/cards/0/id"))),
                                    Money.cny(9_500),
                                    null)),
                    RefundStanding.PATH,
                    refundId);

            approveForPayout.approve(
                    first.text("/id"), refundId, Money.cny(9_500), 2, Cause.clock("test"));

            var said = orders.history(first.text("/id")).getLast();
            assertThat(said.type()).isEqualTo("order.refund_stopped");
            assertThat(said.data().toString()).contains("CHANNEL_REFUNDS_EXHAUSTED");
        }

        private OrderCommand holdAlone(String refundId, String cardId) {
            var application =
                    new Application(RefundReason.UNUSED, List.of(cardId), false, clock.instant());
            return Fixtures.hold(refundId, application, null);
        }

        private void decide(OrderApi.Answer order, OrderCommand command) {
            orders.handle(
                    order.text("/id"),
                    Cause.clock("test"),
                    stored -> OrderMachine.decide(stored.aggregate(), command));
        }

        @Test
        void says_what_to_do_instead() {
            var order = placed(1);
            var asked =
                    path(order)
                            + "/refund-eligibility?reason=UNUSED&cardIds="
                            + order.text("/items/0/cards/0/id");
            api.post(merchant, path(order) + "/shipments", "{}").expect(200);
            clock.advance(Duration.ofMinutes(16));

            var late = api.get(customer, asked).expect(200);
            assertThat(late.body().path("eligible").asBoolean()).isFalse();
            assertThat(late.text("/route")).isEqualTo("AGENT");
            assertThat(late.body().path("rules").toString()).contains("CONTACT_SUPPORT", "客服");
            assertThat(api.get(agent, asked).body().path("eligible").asBoolean()).isTrue();
            api.get(customer, asked.replace("UNUSED", "ODD")).expect(400, "INVALID_INPUT");
        }

        @Test
        void tells_which_pictures_count_and_of_which_one_is_enough() {
            var order = placed(1);
            var asked = path(order) + "/refund-eligibility?reason=";
            var wrong = api.get(customer, asked + "ORDER_INFO_ERROR").expect(200);
            assertThat(wrong.text("/requiredEvidence/0/text")).isEqualTo("订单截图");
            assertThat(wrong.text("/requiredEvidence/1/text")).isEqualTo("正确信息");
            assertThat(wrong.body().at("/requiredEvidence/0/anyOf").isMissingNode()).isTrue();

            var invalid = api.get(customer, asked + "CARD_INVALID").expect(200);
            assertThat(invalid.body().path("requiredEvidence").size()).isEqualTo(1);
            assertThat(invalid.text("/requiredEvidence/0/kind")).isEqualTo("INVALID_CARD");
            assertThat(invalid.body().at("/requiredEvidence/0/anyOf").size()).isEqualTo(3);
            assertThat(invalid.text("/requiredEvidence/0/text")).isEqualTo("卡密无效截图或发货记录或聊天记录");
        }

        @Test
        void is_quoted_to_refund_service_in_the_name_of_the_caller() {
            var order = placed(2);
            var path = "/internal/orders/" + order.text("/id") + "/refund-quote?reason=UNUSED";
            var quote = api.get(customer, path).expect(200);

            assertThat(quote.text("/customerId")).isEqualTo(customerId);
            assertThat(quote.text("/paymentChannel")).isEqualTo("WECHAT_PAY");
            assertThat(quote.text("/category")).isEqualTo(order.text("/items/0/category"));
            assertThat(quote.body().path("cardIds").size()).isEqualTo(2);
            assertThat(quote.text("/rules/0/code")).isEqualTo("CARD_UNUSED");
            assertThat(quote.number("/leastAmount/value")).isEqualTo(19_000);
            api.get(stranger, path).expect(404, "NOT_FOUND");
            api.get(merchant, path).expect(403, "FORBIDDEN");
        }
    }

    @Nested
    class Policies {

        @Test
        void are_read_without_a_token_and_set_by_operators() {
            var half = api.get("", "/v1/refund-policies?limit=2").expect(200);
            assertThat(half.body().path("data").size()).isEqualTo(2);
            var next = "/v1/refund-policies?limit=100&cursor=" + half.text("/nextCursor");
            assertThat(api.get("", next).expect(200).body().path("data").toString())
                    .doesNotContain(half.text("/data/1/category"));
            api.get("", "/v1/refund-policies?cursor=odd").expect(400, "INVALID_INPUT");
            assertThat(api.get("", "/v1/refund-policies").expect(200).body().path("data").size())
                    .isGreaterThanOrEqualTo(4);
            var before = api.get("", "/v1/refund-policies/BRAND_NEW").expect(200);
            assertThat(before.text("/text"))
                    .contains("15 分钟")
                    .contains("审核期限过后 24 小时仍未审核的，由平台介入")
                    .contains("可在 7 天内申诉一次")
                    .doesNotContain("最多 2 次");
            var changed = before.raw().body().replace("PT15M", "PT1H");

            api.put(customer, "/v1/refund-policies/BRAND_NEW", changed).expect(403, "FORBIDDEN");
            api.put("", "/v1/refund-policies/BRAND_NEW", changed).expect(401);
            var after =
                    api.put(TestTokens.operator(), "/v1/refund-policies/BRAND_NEW", changed)
                            .expect(200);
            assertThat(after.number("/version")).isEqualTo(2);
            assertThat(after.text("/text")).contains("1 小时");
            assertThat(api.get("", "/v1/refund-policies/BRAND_NEW").raw().body())
                    .isEqualTo(after.raw().body());
            api.get("", "/v1/refund-policies/odd").expect(404, "NOT_FOUND");
        }

        @Test
        void say_with_null_what_they_say_with_nothing() {
            var path = "/v1/refund-policies/SILENT";
            var before = api.get("", path).expect(200);
            var same =
                    before.raw()
                            .body()
                            .replace("\"UNUSED\":[]", "\"UNUSED\":null")
                            .replace("\"clockStopPercent\":50", "\"clockStopPercent\":null")
                            .replace("\"window\":\"PT24H\"", "\"window\":null");
            assertThat(same.split(":null")).hasSize(4);

            var after = api.put(TestTokens.operator(), path, same).expect(200);

            assertThat(after.raw().body()).isEqualTo(before.raw().body());
        }

        @Test
        void that_contradict_themselves_are_refused_with_pointers() {
            var policy = api.get("", "/v1/refund-policies/GIFT_CARD").expect(200);
            var bad =
                    policy.raw()
                            .body()
                            .replace(
                                    "\"expressReviewDeadline\":\"PT2H\"",
                                    "\"expressReviewDeadline\":\"PT200H\"");
            var refused =
                    api.put(TestTokens.operator(), "/v1/refund-policies/GIFT_CARD", bad)
                            .expect(400, "INVALID_INPUT");

            assertThat(refused.text("/errors/0/pointer")).isEqualTo("/expressReviewDeadline");
            assertThat(api.get("", "/v1/refund-policies/GIFT_CARD").number("/version"))
                    .isEqualTo(1);
        }
    }

    @Nested
    class Merchants_promises {

        private final String path = "/v1/refund-policies/PHONE_TOPUP/merchants/" + merchantId;

        @Test
        void are_read_without_a_token_and_set_by_the_merchant_or_an_operator() {
            var before = api.get("", path).expect(200);
            assertThat(before.number("/version")).isZero();
            assertThat(before.text("/policy/selfServiceWindow")).isEqualTo("PT15M");
            var longer = "{\"expressReview\":true,\"selfServiceWindow\":\"PT2H\"}";
            api.put("", path, longer).expect(401);
            api.put(customer, path, longer).expect(403, "FORBIDDEN");
            api.put(TestTokens.merchant("mer_other"), path, longer).expect(403, "FORBIDDEN");

            var first = api.put(merchant, path, longer).expect(200);
            assertThat(first.number("/version")).isEqualTo(1);
            assertThat(first.text("/policy/selfServiceWindow")).isEqualTo("PT2H");
            assertThat(first.text("/policy/reviewDeadline")).isEqualTo("PT2H");
            assertThat(api.put(TestTokens.operator(), path, longer).number("/version"))
                    .isEqualTo(1);
            var stale =
                    api.to(merchant, path)
                            .header("Content-Type", "application/json")
                            .header("If-Match", "\"0\"")
                            .PUT(BodyPublishers.ofString("{\"expressReview\":false}"));
            api.send(stale).expect(412, "STALE_VERSION");
        }

        @Test
        void outside_of_what_the_platform_allows_are_refused_with_pointers() {
            var worse = "{\"expressReview\":false,\"selfServiceWindow\":\"PT1M\"}";
            var refused = api.put(merchant, path, worse).expect(400, "INVALID_INPUT");

            assertThat(refused.text("/errors/0/pointer")).isEqualTo("/selfServiceWindow");
            assertThat(refused.text("/errors/0/code")).isEqualTo("WORSE_THAN_POLICY");
            api.put(merchant, path, "{\"expressReview\":true,\"selfServiceWindow\":\"-PT1M\"}")
                    .expect(400, "INVALID_INPUT");
        }

        @Test
        void are_frozen_on_the_order() {
            var games = "/v1/refund-policies/GAME_CARD/merchants/" + merchantId;
            api.put(merchant, games, "{\"expressReview\":true,\"selfServiceWindow\":\"PT1H\"}")
                    .expect(200);
            clock.advance(Duration.ofSeconds(1));
            var order = placed(1);
            api.put(merchant, games, "{\"expressReview\":false,\"selfServiceWindow\":\"PT5H\"}")
                    .expect(200);

            var policy = api.get(customer, path(order)).expect(200);
            assertThat(policy.text("/policy/selfServiceWindow")).isEqualTo("PT1H");
            assertThat(policy.text("/policy/reviewDeadline")).isEqualTo("PT2H");
        }
    }

    @Nested
    class Express_risk {

        private final String operator = TestTokens.operator();

        private void hold(OrderApi.Answer order) {
            holdCards.hold(
                    order.text("/id"),
                    Ids.next("rfd"),
                    new Application(RefundReason.UNUSED, List.of(), false, clock.instant()),
                    null,
                    Cause.clock("test"));
        }

        private String route(OrderApi.Answer order, String code) {
            var answer = api.get(customer, path(order) + "/refund-eligibility").expect(200);
            assertThat(answer.body().path("eligible").asBoolean()).isTrue();
            assertThat(answer.body().path("rules").toString()).contains(code);
            return answer.text("/route");
        }

        @Test
        void over_the_limit_the_merchant_reviews_before_and_at_the_hold() {
            var policy = api.get("", "/v1/refund-policies/GAME_CARD").expect(200);
            var two = policy.raw().body().replace("\"customerRefunds\":5", "\"customerRefunds\":2");
            api.put(operator, "/v1/refund-policies/GAME_CARD", two).expect(200);
            clock.advance(Duration.ofSeconds(1));
            var orders = List.of(placed(1), placed(1), placed(1));
            api.put(operator, "/v1/refund-policies/GAME_CARD", policy.raw().body()).expect(200);

            orders.forEach(this::hold);

            var last = orders.getLast().text("/id");
            assertThat(orders.subList(0, 2))
                    .allMatch(o -> routeOf(o.text("/id")) == RefundRoute.EXPRESS);
            assertThat(routeOf(last)).isEqualTo(RefundRoute.MERCHANT_REVIEW);
            assertThat(OrderApiTest.this.orders.history(last).getLast().data().toString())
                    .contains("EXPRESS_CUSTOMER_LIMIT");
            clock.advance(Duration.ofSeconds(1));
            assertThat(route(placed(1), "EXPRESS_GRANTED")).isEqualTo("EXPRESS");
        }

        private RefundRoute routeOf(String orderId) {
            return orders.find(orderId).orElseThrow().aggregate().holds().getFirst().route();
        }

        @Test
        void of_a_blocked_customer_is_left_to_the_merchant_and_every_decision_has_a_name() {
            var order = placed(1);
            var block = "/v1/express-blocks/customers/" + customerId;
            assertThat(route(order, "EXPRESS_GRANTED")).isEqualTo("EXPRESS");
            api.put(customer, block, "{\"reason\":\"x\"}").expect(403, "FORBIDDEN");
            api.put(agent, block, "{\"reason\":\"x\"}").expect(403, "FORBIDDEN");
            api.put(operator, block, "{\"reason\":\" \"}").expect(400, "INVALID_INPUT");
            api.put(operator, block.replace("customers", "aliens"), "{\"reason\":\"x\"}")
                    .expect(404, "NOT_FOUND");

            var blocked = api.put(operator, block, "{\"reason\":\"多次滥用\"}").expect(200);

            assertThat(blocked.body().path("blocked").asBoolean()).isTrue();
            assertThat(blocked.text("/decisions/0/by/role")).isEqualTo("OPERATOR");
            assertThat(route(order, "EXPRESS_BLOCKED")).isEqualTo("MERCHANT_REVIEW");
            hold(order);
            assertThat(routeOf(order.text("/id"))).isEqualTo(RefundRoute.MERCHANT_REVIEW);
            assertThat(api.get(operator, "/v1/express-blocks?limit=100").raw().body())
                    .contains(customerId);
            api.send(api.to(operator, block + "?reason=ok").DELETE()).expect(200);
            assertThat(api.get(operator, "/v1/express-blocks?limit=100").raw().body())
                    .doesNotContain(customerId);
            assertThat(api.get(operator, block).body().path("decisions").size()).isEqualTo(2);
            assertThat(route(placed(1), "EXPRESS_GRANTED")).isEqualTo("EXPRESS");
        }

        @Test
        void of_who_had_most_orders_refunded_is_left_to_the_merchant() {
            var policy = api.get("", "/v1/refund-policies/GAME_CARD").expect(200);
            var half =
                    policy.raw()
                            .body()
                            .replace("\"customerRefunds\":5", "\"customerRefunds\":50")
                            .replace(
                                    "\"merchantRefunds\"",
                                    "\"refundedShare\":50,\"merchantRefunds\"");
            api.put(operator, "/v1/refund-policies/GAME_CARD", half).expect(200);
            clock.advance(Duration.ofSeconds(1));
            var orders = IntStream.range(0, 10).mapToObj(_ -> placed(1)).toList();
            api.put(operator, "/v1/refund-policies/GAME_CARD", policy.raw().body()).expect(200);

            orders.subList(0, 5).forEach(this::hold);
            assertThat(route(orders.getLast(), "EXPRESS_GRANTED")).isEqualTo("EXPRESS");
            hold(orders.get(5));

            assertThat(route(orders.getLast(), "EXPRESS_REFUNDED_SHARE"))
                    .isEqualTo("MERCHANT_REVIEW");
        }
    }

    @Nested
    class Imports {

        private static final String HEADER =
                "orderNo,customerId,merchantId,currency,placedAt,sku,name,category,quantity,unitPrice,"
                        + "faceValue,rechargeAccount,channel,channelTransactionId,paidAmount,paidAt,expressRefund\n";

        private String row(String orderNo, String sku, int quantity) {
            return "%s,%s,%s,CNY,%s,%s,\"点卡, 大\",GAME_CARD,%d,9500,10000,,ALIPAY,T1,9500,%s,true\n"
                    .formatted(
                            orderNo,
                            customerId,
                            merchantId,
                            "2026-03-01T10:00:00Z",
                            sku,
                            quantity,
                            "2026-03-01T10:00:00Z");
        }

        private OrderApi.Answer imported(String csv) {
            return imported(csv, StandardCharsets.UTF_8);
        }

        private OrderApi.Answer imported(String csv, Charset charset) {
            return api.send(
                    api.to(storefront, "/v1/orders/imports")
                            .header("Content-Type", "text/csv")
                            .POST(BodyPublishers.ofByteArray(csv.getBytes(charset))));
        }

        @ParameterizedTest
        @CsvSource({
            "GB18030, ''",
            "GB18030, \uFEFF",
            "GBK, ''",
            "UTF-16LE, \uFEFF",
            "UTF-8, \uFEFF"
        })
        void are_read_in_the_encodings_that_spreadsheets_write(Charset charset, String mark) {
            var number = Ids.next("num");
            var csv = (mark + HEADER + row(number, "a", 1)).replace("\n", "\r\n");
            imported(csv, charset).expect(200);

            var order = api.get(customer, "/v1/orders?orderNo=" + number).expect(200);
            assertThat(order.text("/data/0/items/0/name")).isEqualTo("点卡, 大");
        }

        @Test
        void leave_out_what_spreadsheets_leave_behind_and_count_rows_as_they_do() {
            var number = Ids.next("num");
            var bad = row(Ids.next("num"), "", 1).replace("\n", ",,\n");
            var nothing = ",".repeat(17) + "\n";
            var header = HEADER.replace("\n", ",,\n");
            var csv = "\n" + header + "\n" + nothing + row(number, "a", 1) + nothing + "\n" + bad;
            var answer = imported(csv + nothing.repeat(3) + "\n\n").expect(200);

            assertThat(answer.body().path("rows").size()).isEqualTo(2);
            assertThat(answer.number("/created")).isEqualTo(1);
            assertThat(answer.number("/rows/0/row")).isEqualTo(5);
            assertThat(answer.number("/rows/1/row")).isEqualTo(8);
            assertThat(answer.text("/rows/1/errors/0/pointer")).isEqualTo("/sku");
        }

        @Test
        void need_no_number_of_a_payment_where_nothing_was_paid() {
            var free = row(Ids.next("num"), "a", 1).replace("T1,9500,", ",0,");
            var paid = row(Ids.next("num"), "a", 1).replace("T1,9500,", ",9500,");

            var answer = imported(HEADER + free + paid).expect(200);

            assertThat(answer.text("/rows/0/outcome")).isEqualTo("CREATED");
            assertThat(answer.text("/rows/1/outcome")).isEqualTo("FAILED");
            assertThat(answer.text("/rows/1/errors/0/pointer"))
                    .isEqualTo("/payment/channelTransactionId");
            assertThat(answer.text("/rows/1/errors/0/code")).isEqualTo("REQUIRED");
        }

        @Test
        void refuse_a_mark_that_turns_the_direction_of_a_cell() {
            var turned = row(Ids.next("num"), "a", 1).replace("点卡", "点\u202e卡");
            var answer = imported(HEADER + turned).expect(200);
            assertThat(answer.text("/rows/0/errors/0/code")).isEqualTo("CONTROL_CHARACTERS");
        }

        @ParameterizedTest
        @CsvSource({
            "'', EMPTY, 空",
            "'\n,,,\n \n', EMPTY, 空",
            "'orderNo;customerId\n1;2\n', SEPARATOR, 逗号",
            "'orderNo\tcustomerId\n1\t2\n', SEPARATOR, 逗号",
            "'PK\u0003\u0004...', WORKBOOK, CSV UTF-8"
        })
        void of_another_kind_get_one_sentence_with_the_cure(
                String csv, String reason, String cure) {
            var refused = imported(csv).expect(400, "MALFORMED_CSV");

            assertThat(refused.text("/reason")).isEqualTo(reason);
            assertThat(refused.text("/detail")).contains(cure);
            assertThat(refused.body().has("errors")).isFalse();
        }

        @Test
        void that_are_text_of_no_encoding_are_told_the_cure() {
            var refused = imported("orderNo,\u00ff\n", StandardCharsets.ISO_8859_1);
            refused.expect(400, "MALFORMED_CSV");
            assertThat(refused.text("/reason")).isEqualTo("ENCODING");
        }

        @Test
        void keep_the_good_rows_and_name_the_bad_ones() {
            var good = Ids.next("num");
            var bad = Ids.next("num");
            var csv =
                    "\uFEFF"
                            + HEADER
                            + row(good, "a", 1)
                            + row(bad, "a", 1)
                            + row(good, "b", 1)
                            + row(bad, "", 1000);
            var answer = imported(csv).expect(200);

            assertThat(answer.number("/created")).isEqualTo(2);
            assertThat(answer.number("/failed")).isEqualTo(2);
            assertThat(answer.text("/rows/0/outcome")).isEqualTo("CREATED");
            assertThat(answer.text("/rows/1/errors/0/code")).isEqualTo("ORDER_INCOMPLETE");
            assertThat(answer.number("/rows/3/row")).isEqualTo(5);
            assertThat(answer.body().at("/rows/3/errors").toString())
                    .contains("/sku", "/quantity", "OUT_OF_RANGE");
            var again = imported(csv).expect(200);
            assertThat(again.number("/alreadyThere")).isEqualTo(2);
            assertThat(api.get(customer, "/v1/orders?orderNo=" + good).text("/data/0/items/1/sku"))
                    .isEqualTo("b");
        }

        @Test
        void take_a_row_that_comes_twice_once() {
            var number = Ids.next("num");
            var row = row(number, "a", 1);
            var answer = imported(HEADER + row + row).expect(200);

            assertThat(answer.text("/rows/0/outcome")).isEqualTo("CREATED");
            assertThat(answer.text("/rows/1/outcome")).isEqualTo("ALREADY_THERE");
            assertThat(answer.text("/rows/1/orderId")).isEqualTo(answer.text("/rows/0/orderId"));
            var order = api.get(customer, "/v1/orders?orderNo=" + number);
            assertThat(order.body().at("/data/0/items").size()).isEqualTo(1);
        }

        @Test
        void do_not_guess_what_cells_behind_the_last_column_mean() {
            var row = row(Ids.next("num"), "a", 1).strip();
            var answer =
                    imported(
                            HEADER + row + ",,\n" + row(Ids.next("num"), "a", 1).strip() + ",,x\n");

            assertThat(answer.expect(200).text("/rows/0/outcome")).isEqualTo("CREATED");
            assertThat(answer.text("/rows/1/errors/0/code")).isEqualTo("WRONG_FORM");
        }

        @Test
        void come_as_a_form_too() {
            var number = Ids.next("num");
            var body =
                    "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"o.csv\"\r\n"
                            + "Content-Type: text/csv\r\n\r\n"
                            + HEADER
                            + row(number, "a", 1)
                            + "\r\n--b--\r\n";
            var answer =
                    api.send(
                            api.to(storefront, "/v1/orders/imports")
                                    .header("Content-Type", "multipart/form-data; boundary=b")
                                    .POST(BodyPublishers.ofString(body)));

            assertThat(answer.expect(200).number("/created")).isEqualTo(1);
            assertThat(answer.text("/rows/0/orderNo")).isEqualTo(number);
        }

        @Test
        void are_done_meanwhile_for_who_does_not_want_to_wait() {
            var csv = HEADER + row(Ids.next("num"), "a", 1) + row(Ids.next("num"), "", 1);
            var request =
                    api.to(storefront, "/v1/orders/imports")
                            .header("Content-Type", "text/csv")
                            .header("Prefer", "handling=lenient, respond-async")
                            .POST(BodyPublishers.ofString(csv));
            var accepted = api.send(request).expect(202);
            var path = accepted.raw().headers().firstValue("Location").orElseThrow();

            var done =
                    Awaitility.await()
                            .atMost(Duration.ofSeconds(20))
                            .until(
                                    () -> api.get(storefront, path).expect(200),
                                    job -> job.text("/status").equals("DONE"));
            assertThat(done.number("/created")).isEqualTo(1);
            assertThat(done.number("/failed")).isEqualTo(1);
            assertThat(done.text("/rows/0/errors/0/pointer")).isEqualTo("/sku");
        }

        @Test
        void that_are_no_such_file_are_refused() {
            imported("a,b\n1,2\n").expect(400, "INVALID_INPUT");
            var open = imported(HEADER + "\"open").expect(400, "MALFORMED_CSV");
            assertThat(open.text("/reason")).isEqualTo("QUOTES");
            imported(HEADER + row("N", "a", 1).repeat(5_001)).expect(413, "IMPORT_TOO_LARGE");
            api.send(
                            api.to(customer, "/v1/orders/imports")
                                    .header("Content-Type", "text/csv")
                                    .POST(BodyPublishers.ofString(HEADER)))
                    .expect(403, "FORBIDDEN");
        }
    }

    @Nested
    class Refunds {

        private final String refundId = Ids.next("rfd");

        private void tell(long sequence, Event event) {
            var entry =
                    new HistoryEntry(
                            sequence,
                            Ids.next("evt"),
                            event.type(),
                            clock.instant(),
                            Actor.system("refund-service"),
                            "test",
                            null,
                            StateMapper.toTree(event),
                            null,
                            "");
            sender.send(
                    Topics.REFUNDS,
                    refundId,
                    merchantId,
                    entry,
                    failure -> assertThat(failure).isNull());
        }

        private void awaitBalance(OrderApi.Answer order, long held, long refunded) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> {
                        var now = api.get(customer, path(order));
                        assertThat(now.number("/balance/held/value")).isEqualTo(held);
                        assertThat(now.number("/balance/refunded/value")).isEqualTo(refunded);
                    });
        }

        @Test
        void hold_void_and_settle_by_what_is_heard_and_hearing_twice_changes_nothing() {
            var order = placed(1);
            var orderId = order.text("/id");
            var number = order.text("/orderNo");
            var cards = List.of(order.text("/items/0/cards/0/id"));
            var requested = requestFor(order, cards);
            tell(1, requested);
            tell(1, requested);
            awaitBalance(order, 9_500, 0);
            api.post(merchant, path(order) + "/shipments", "{}").expect(409, "CARD_NOT_USABLE");

            var approved =
                    new MerchantApproved(
                            new CaseIds(
                                    new RefundId(refundId),
                                    new OrderId(orderId),
                                    number,
                                    new CustomerId(customerId),
                                    new MerchantId(merchantId)),
                            Money.cny(9_000),
                            cards.stream().map(CardId::new).toList(),
                            false);
            tell(2, approved);
            REFUND_SERVICE.answer(
                    new RefundStanding(
                            true,
                            false,
                            new RefundStanding.Approval(
                                    new RefundId(refundId),
                                    new OrderId(orderId),
                                    new CustomerId(customerId),
                                    new MerchantId(merchantId),
                                    cards.stream().map(CardId::new).toList(),
                                    Money.cny(9_000),
                                    null)),
                    RefundStanding.PATH,
                    refundId);
            tell(2, approved);
            awaitBalance(order, 9_000, 0);
            var owed =
                    api.get(
                                    "",
                                    OwedPayment.PATH
                                            .replace("{orderId}", orderId)
                                            .replace("{refundId}", refundId))
                            .expect(200);
            assertThat(owed.number("/payment/amount/value")).isEqualTo(9_000);
            assertThat(owed.text("/payment/channel")).isEqualTo("WECHAT_PAY");
            assertThat(owed.number("/payment/paid/value"))
                    .isEqualTo(order.number("/payment/paidAmount/value"));
            var completed =
                    new RefundCompleted(
                            new CaseIds(
                                    new RefundId(refundId),
                                    new OrderId(orderId),
                                    number,
                                    new CustomerId(customerId),
                                    new MerchantId(merchantId)),
                            new PayoutId(Ids.sibling("pay", refundId)),
                            Money.cny(9_000),
                            PaymentChannel.WECHAT_PAY,
                            clock.instant(),
                            null);
            tell(3, completed);
            awaitBalance(order, 0, 9_000);
            assertThat(api.get(customer, path(order)).text("/status"))
                    .isEqualTo("PARTIALLY_REFUNDED");
            var door = "/internal/orders/" + orderId + "/holds/" + refundId + "/book";
            var settled = api.get("", door).expect(200);
            assertThat(settled.text("/state")).isEqualTo("SETTLED");
            assertThat(settled.number("/arrived/value")).isEqualTo(9_000);
            tell(4, payoutWas("PENDING", order));
            tell(5, payoutWas("REVERSED", order));
            awaitBalance(order, 9_000, 0);
            tell(5, payoutWas("REVERSED", order));
            tell(3, completed);
            var reversed = api.get("", door).expect(200);
            assertThat(reversed.number("/owed/value")).isEqualTo(9_000);
            assertThat(reversed.body().has("arrived")).isFalse();
            assertThat(reversed.body().path("balanced").asBoolean()).isTrue();
            var other = "/internal/orders/" + orderId + "/holds/rfd_1/book";
            assertThat(api.get("", other).expect(200).text("/state")).isEqualTo("NONE");
            for (var side : List.of(customer, merchant)) {
                var seen = api.get(side, path(order));
                assertThat(seen.text("/status")).isEqualTo("PAID");
                assertThat(seen.text("/items/0/cards/0/status")).isEqualTo("VOIDED");
            }
            tell(6, completed);
            awaitBalance(order, 0, 9_000);
            assertThat(orders.history(orderId))
                    .extracting(HistoryEntry::type)
                    .containsExactly(
                            "order.placed",
                            "order.refund_held",
                            "order.cards_voided",
                            "order.refunded",
                            "order.refund_reversed",
                            "order.refunded");
        }

        private PayoutRecorded payoutWas(String state, OrderApi.Answer order) {
            return new PayoutRecorded(
                    new CaseIds(
                            new RefundId(refundId),
                            new OrderId(order.text("/id")),
                            order.text("/orderNo"),
                            new CustomerId(customerId),
                            new MerchantId(merchantId)),
                    new PayoutId(Ids.sibling("pay", refundId)),
                    RecordedPayoutState.valueOf(state),
                    PaymentChannel.WECHAT_PAY,
                    null,
                    null,
                    null,
                    null);
        }

        /// A record says so, and refund-service does not: who can write to the topic can't have cards voided.
        @Test
        void that_are_said_to_be_approved_and_are_not_void_no_card() {
            var order = placed(1);
            var orderId = order.text("/id");
            var cards = List.of(order.text("/items/0/cards/0/id"));
            tell(1, requestFor(order, cards));
            awaitBalance(order, 9_500, 0);
            REFUND_SERVICE.answer(
                    new RefundStanding(true, false, null), RefundStanding.PATH, refundId);
            var before = deadLetters();

            tell(
                    2,
                    new MerchantApproved(
                            new CaseIds(
                                    new RefundId(refundId),
                                    new OrderId(orderId),
                                    order.text("/orderNo"),
                                    new CustomerId(customerId),
                                    new MerchantId(merchantId)),
                            Money.cny(9_500),
                            cards.stream().map(CardId::new).toList(),
                            false));

            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> deadLetters() > before);
            assertThat(orders.history(orderId))
                    .extracting(HistoryEntry::type)
                    .containsExactly("order.placed", "order.refund_held");
            assertThat(
                            api.get(
                                            "",
                                            OwedPayment.PATH
                                                    .replace("{orderId}", orderId)
                                                    .replace("{refundId}", refundId))
                                    .expect(200)
                                    .body()
                                    .has("payment"))
                    .isFalse();
        }

        private RefundRequested requestFor(OrderApi.Answer order, List<String> cards) {
            return new RefundRequested(
                    new CaseIds(
                            new RefundId(refundId),
                            new OrderId(order.text("/id")),
                            order.text("/orderNo"),
                            new CustomerId(customerId),
                            new MerchantId(merchantId)),
                    "点卡",
                    cards.stream().map(CardId::new).toList(),
                    RefundClaim.OTHER,
                    RefundReason.UNUSED,
                    "不想要了",
                    null,
                    List.of(),
                    Role.CUSTOMER,
                    null,
                    null);
        }

        /// Money is said to have arrived that nobody approved: two services disagree.
        @Test
        void that_the_order_refuses_are_put_where_people_look_and_change_nothing() {
            var order = placed(1);
            var before = deadLetters();
            var completed =
                    new RefundCompleted(
                            new CaseIds(
                                    new RefundId(refundId),
                                    new OrderId(order.text("/id")),
                                    order.text("/orderNo"),
                                    new CustomerId(customerId),
                                    new MerchantId(merchantId)),
                            new PayoutId(Ids.sibling("pay", refundId)),
                            Money.cny(9_500),
                            PaymentChannel.WECHAT_PAY,
                            clock.instant(),
                            null);

            tell(1, completed);

            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> deadLetters() > before);
            awaitBalance(order, 0, 0);
            assertThat(orders.history(order.text("/id"))).hasSize(1);
        }

        private double deadLetters() {
            return meters.counter(
                            "juhui.messages.dead",
                            "topic",
                            Topics.REFUNDS,
                            "group",
                            "order-service")
                    .count();
        }

        @Test
        void asked_for_by_two_hundred_at_once_are_held_once_per_card_within_the_balance()
                throws Exception {
            var order = placed(3);
            var orderId = order.text("/id");
            var cards =
                    IntStream.range(0, 3)
                            .mapToObj(i -> order.text("/items/0/cards/" + i + "/id"))
                            .toList();
            try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
                var asked =
                        IntStream.range(0, 200)
                                .mapToObj(i ->
                                        crowd.submit(() ->
                                                holdCards.hold(
                                                        orderId,
                                                        Ids.next("rfd"),
                                                        unused(cards.get(i % 3)),
                                                        null,
                                                        Cause.clock("test"))))
                                .toList();
                for (var one : asked) {
                    one.get();
                }
            }
            var after = orders.find(orderId).orElseThrow().aggregate();

            assertThat(after.balance().held()).isEqualTo(Money.cny(28_500));
            assertThat(after.holds()).hasSize(200);
            assertThat(after.holds().stream().filter(h -> h.state() == Hold.State.HELD))
                    .hasSize(3)
                    .extracting(h -> h.cardIds().getFirst())
                    .containsExactlyInAnyOrderElementsOf(cards);
        }

        private Application unused(String cardId) {
            return new Application(RefundReason.UNUSED, List.of(cardId), false, clock.instant());
        }
    }

    @Nested
    class Who_paid {

        private final String orderNo = Ids.next("num");

        private String paidBy(String name) {
            return anOrder(orderNo, 1, 9_500)
                    .replace("\"channel\":", "\"payerName\":\"" + name + "\",\"channel\":");
        }

        private OrderApi.Answer asked(OrderApi.Answer order, String token, String holder) {
            return api.post(
                    token,
                    "/internal/orders/" + order.text("/id") + "/payer-checks",
                    "{\"holderName\":\"" + holder + "\"}");
        }

        @Test
        void is_recognised_by_name_and_the_name_is_nowhere() {
            var order = api.post(storefront, "/v1/orders", paidBy("张 三")).expect(201);

            assertThat(asked(order, customer, "张三").expect(200).text("/result")).isEqualTo("MATCH");
            assertThat(asked(order, customer, "李四").expect(200).text("/result"))
                    .isEqualTo("MISMATCH");
            asked(order, stranger, "张三").expect(404);
            asked(order, merchant, "张三").expect(403);
            asked(order, agent, "张三").expect(403);
            var stored = orders.find(order.text("/id")).orElseThrow().aggregate().toString();
            assertThat(stored + orders.history(order.text("/id")) + order.raw().body())
                    .doesNotContain("张");
            api.post(storefront, "/v1/orders", paidBy("张三")).expect(200);
        }

        @Test
        void stays_unknown_when_nobody_said_so() {
            assertThat(asked(placed(1), customer, "张三").expect(200).text("/result"))
                    .isEqualTo("UNKNOWN");
            var masked = api.post(storefront, "/v1/orders", paidBy("*三")).expect(201);
            assertThat(asked(masked, customer, "张三").expect(200).text("/result"))
                    .isEqualTo("UNKNOWN");
        }
    }
}
