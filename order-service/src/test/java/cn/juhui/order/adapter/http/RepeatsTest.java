package cn.juhui.order.adapter.http;

import cn.juhui.order.OrderServiceApplication;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.MovableClock;
import cn.juhui.platform.testkit.RepeatsAfterACrash;
import cn.juhui.platform.testkit.ServiceTest;
import cn.juhui.platform.testkit.TestTokens;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@ServiceTest
@SpringBootTest(
        classes = {OrderServiceApplication.class, RepeatsTest.TestClock.class},
        properties = "spring.config.name=order-service",
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class RepeatsTest implements RepeatsAfterACrash {

    @TestConfiguration
    static class TestClock {

        @Bean
        MovableClock clock() {
            return new MovableClock(Instant.now());
        }
    }

    private static final String ORDER_CSV =
            """
            orderNo,customerId,merchantId,currency,placedAt,sku,name,category,quantity,unitPrice,faceValue,\
            rechargeAccount,channel,channelTransactionId,paidAmount,paidAt,expressRefund
            %s,cus_1,mer_1,CNY,2026-03-01T10:00:00Z,a,点卡,GAME_CARD,1,9500,10000,,ALIPAY,T1,9500,2026-03-01T10:00:00Z,true
            %s,cus_1,mer_1,CNY,2026-03-01T10:00:00Z,b,点卡,GAME_CARD,1,9500,10000,,ALIPAY,T2,9500,2026-03-01T10:00:00Z,true
            """;

    private final String storefront = TestTokens.storefront();
    private final String operator = TestTokens.operator();

    @Autowired private MovableClock clock;
    @Autowired private MongoTemplate mongo;
    @LocalServerPort private int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping controllers;

    /// @param ifMatch the version that the caller saw; empty for none
    private record Sent(
            String method, String path, String token, String type, String body, String ifMatch) {

        static Sent of(String method, String path, String token, String body) {
            return new Sent(method, path, token, "application/json", body, "");
        }

        Sent seeing(long version) {
            return new Sent(method, path, token, type, body, "\"" + version + "\"");
        }

        Sent as(String otherType) {
            return new Sent(method, path, token, otherType, body, ifMatch);
        }
    }

    @Override
    public MongoTemplate mongo() {
        return mongo;
    }

    @Override
    public RequestMappingHandlerMapping controllers() {
        return controllers;
    }

    @Override
    public Set<String> questions() {
        return Set.of("POST /internal/orders/{orderId}/payer-checks");
    }

    @Override
    public Map<String, Supplier<Request>> operations() {
        return prepared().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, one -> () -> request(one.getValue())));
    }

    private Request request(Supplier<Sent> prepared) {
        var sent = prepared.get();
        return key -> send(sent, key);
    }

    private Map<String, Supplier<Sent>> prepared() {
        var all = new TreeMap<String, Supplier<Sent>>();
        all.put("POST /v1/orders", () -> Sent.of("POST", "/v1/orders", storefront, anOrder()));
        all.put(
                "POST /v1/orders/{orderId}/shipments",
                () -> {
                    var order = placed();
                    return Sent.of("POST", order.path() + "/shipments", storefront, "{}").seeing(1);
                });
        all.put(
                "POST /v1/orders/{orderId}/cards/{cardId}/usage",
                () -> {
                    var order = shipped();
                    var path = order.path() + "/cards/" + order.cards().getFirst() + "/usage";
                    return Sent.of("POST", path, storefront, "{\"remainingValue\":5000}").seeing(2);
                });
        all.put(
                "POST /v1/orders/imports",
                () ->
                        Sent.of(
                                        "POST",
                                        "/v1/orders/imports",
                                        storefront,
                                        ORDER_CSV.formatted(Ids.next("num"), Ids.next("num")))
                                .as("text/csv"));
        all.put("POST /v1/orders/usage-imports", this::usages);
        all.put(
                "PUT /v1/refund-policies/{category}",
                () -> {
                    var path = "/v1/refund-policies/" + aCategory();
                    var policy = api().get("", path).expect(200).raw().body();
                    var other =
                            policy.replace("\"clockStopPercent\":50", "\"clockStopPercent\":40");
                    return Sent.of("PUT", path, operator, other).seeing(1);
                });
        all.put(
                "PUT /v1/refund-policies/{category}/merchants/{merchantId}",
                () ->
                        Sent.of(
                                        "PUT",
                                        "/v1/refund-policies/GAME_CARD/merchants/"
                                                + Ids.next("mer"),
                                        operator,
                                        "{\"expressReview\":true,\"selfServiceWindow\":\"PT2H\"}")
                                .seeing(0));
        all.put(
                "PUT /v1/express-blocks/{kind}/{id}",
                () -> Sent.of("PUT", aBlock(), operator, "{\"reason\":\"多次滥用\"}"));
        all.put(
                "DELETE /v1/express-blocks/{kind}/{id}",
                () -> Sent.of("DELETE", aBlock() + "?reason=ok", operator, ""));
        return all;
    }

    private OrderApi api() {
        return new OrderApi(port);
    }

    private HttpResponse<?> send(Sent r, String key) {
        var request = api().to(r.token(), r.path()).header("Content-Type", r.type());
        if (!r.ifMatch().isEmpty()) {
            request.header("If-Match", r.ifMatch());
        }
        return api().send(
                        request.header("Idempotency-Key", key)
                                .method(
                                        r.method(),
                                        r.body().isEmpty()
                                                ? BodyPublishers.noBody()
                                                : BodyPublishers.ofString(r.body())))
                .raw();
    }

    private String anOrder() {
        return """
        {"orderNo":"%s","customerId":"cus_1","merchantId":"mer_1","currency":"CNY","placedAt":"%s",
         "items":[{"sku":"G100","name":"某游戏 100 元点卡","category":"GAME_CARD","quantity":2,"unitPrice":9500,"faceValue":10000}],
         "payment":{"channel":"WECHAT_PAY","channelTransactionId":"4200001","paidAmount":19000,"paidAt":"%s"}}
        """
                .formatted(Ids.next("num"), clock.instant(), clock.instant());
    }

    private record Placed(String path, List<String> cards) {}

    private Placed placed() {
        var order = api().post(storefront, "/v1/orders", anOrder()).expect(201);
        var cards = new ArrayList<String>();
        order.body().at("/items/0/cards").forEach(card -> cards.add(card.path("id").asString()));
        return new Placed("/v1/orders/" + order.text("/id"), cards);
    }

    private Placed shipped() {
        var order = placed();
        api().post(storefront, order.path() + "/shipments", "{}").expect(200);
        return order;
    }

    /// Both cards of one order.
    private Sent usages() {
        var order = shipped();
        var id = order.path().substring("/v1/orders/".length());
        var csv = new StringBuilder("orderId,cardId,remainingValue\n");
        order.cards().forEach(card -> csv.append("%s,%s,5000\n".formatted(id, card)));
        return Sent.of("POST", "/v1/orders/usage-imports", storefront, csv.toString())
                .as("text/csv");
    }

    private static String aBlock() {
        return "/v1/express-blocks/customers/" + Ids.next("cus");
    }

    private static String aCategory() {
        return "T" + Ids.next("cat").substring(20).toUpperCase(Locale.ROOT);
    }
}
