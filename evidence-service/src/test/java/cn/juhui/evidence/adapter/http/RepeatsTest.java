package cn.juhui.evidence.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.evidence.Drawings;
import cn.juhui.platform.testkit.Crashes;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Every operation of the service, repeated after the process died between doing it and storing its answer: the repeat is answered as the first
/// one was, and nothing is done twice.
class RepeatsTest extends RunningService {

    /// Makes a signed link and keeps nothing.
    private static final Set<String> QUESTIONS = Set.of("POST /v1/evidence/{id}/links");

    @Autowired private MongoTemplate mongo;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping controllers;

    /// What each operation's preparation leads to: the request, with a key to be given.
    private Map<String, Supplier<Function<String, Answer>>> operations() {
        var all = new TreeMap<String, Supplier<Function<String, Answer>>>();
        all.put(
                "POST /v1/evidence",
                () -> {
                    var deal = aDeal();
                    var file = Drawings.png(Drawings.screen());
                    return key -> uploadAs(key, deal, file);
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

    private Function<String, Answer> desk(String step, String body) {
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

    private Answer keyed(String path, String token, String body, String key) {
        return post(path, token, body, "Idempotency-Key", key);
    }

    @Test
    void no_operation_is_forgotten_here() {
        assertThat(Crashes.operations(controllers))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(operations().keySet().stream(), QUESTIONS.stream()).toList());
    }

    @TestFactory
    Stream<DynamicTest> a_repeat_after_a_crash_is_answered_as_the_first_try_was() {
        return operations().entrySet().stream()
                .map(one ->
                        DynamicTest.dynamicTest(
                                one.getKey(), () -> isRepeatable(one.getValue().get())));
    }

    private void isRepeatable(Function<String, Answer> request) {
        var key = UUID.randomUUID().toString();
        var first = request.apply(key);
        assertThat(first.status()).as(first.body()).isIn(200, 201);
        Crashes.beforeTheAnswersWereStored(mongo);
        var again = request.apply(key).is(first.status());
        assertThat(again.header("Idempotency-Replayed")).isEmpty();
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(request.apply(key).header("Idempotency-Replayed")).isEqualTo("true");
    }
}
