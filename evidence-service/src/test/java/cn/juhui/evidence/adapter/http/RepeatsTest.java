package cn.juhui.evidence.adapter.http;

import cn.juhui.evidence.Drawings;
import cn.juhui.platform.testkit.RepeatsAfterACrash;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class RepeatsTest extends RunningService implements RepeatsAfterACrash {

    @Autowired private MongoTemplate mongo;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping controllers;

    @Override
    public MongoTemplate mongo() {
        return mongo;
    }

    @Override
    public RequestMappingHandlerMapping controllers() {
        return controllers;
    }

    /// Makes a signed link.
    @Override
    public Set<String> questions() {
        return Set.of("POST /v1/evidence/{id}/links");
    }

    @Override
    public Map<String, Supplier<Request>> operations() {
        var all = new TreeMap<String, Supplier<Request>>();
        all.put(
                "POST /v1/evidence",
                () -> {
                    var deal = aDeal();
                    var file = Drawings.png(Drawings.screen());
                    return key -> uploadAs(key, deal, file).response();
                });
        all.put(
                "POST /v1/refunds/{refundId}/messages",
                () -> {
                    var deal = aDeal();
                    var path = "/v1/refunds/" + NEIGHBOURS.caseOf(deal.order()) + "/messages";
                    get(path, deal.customer()).is(200);
                    return key -> keyed(path, deal.customer(), saying("卡密无效"), key);
                });
        all.put(
                "POST /v1/orders/{orderId}/messages",
                () -> {
                    var deal = aDeal();
                    return key -> keyed(talk(deal), deal.customer(), saying("在吗"), key);
                });
        all.put("POST /v1/conversations/{orderId}/take", () -> desk("take", ""));
        all.put(
                "POST /v1/conversations/{orderId}/hand-over",
                () -> desk("hand-over", "{\"to\":\"agt_li\",\"text\":\"请接手\"}"));
        all.put("POST /v1/conversations/{orderId}/settle", () -> desk("settle", ""));
        return all;
    }

    private Request desk(String step, String body) {
        var deal = aDeal();
        post(talk(deal), deal.customer(), saying("在吗")).is(201);
        var path = "/v1/conversations/" + deal.orderId() + "/" + step;
        return key -> keyed(path, AGENT, body, key);
    }

    private static String talk(Deal deal) {
        return "/v1/orders/" + deal.orderId() + "/messages";
    }

    private static String saying(String text) {
        return "{\"text\":\"" + text + "\"}";
    }

    private HttpResponse<?> keyed(String path, String token, String body, String key) {
        return post(path, token, body, "Idempotency-Key", key).response();
    }
}
