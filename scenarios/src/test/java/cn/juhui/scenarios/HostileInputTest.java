package cn.juhui.scenarios;

import static cn.juhui.scenarios.Cases.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.client.Answer;
import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.client.Person;
import cn.juhui.scenarios.client.Wish;
import cn.juhui.scenarios.support.RunningPlatform;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every input from outside is hostile until parsed: a clear problem document, nothing changed, nothing leaked.
class HostileInputTest {

    private final Juhui juhui = RunningPlatform.shared().juhui();
    private final String alice = fresh("cus");
    private final String shop = fresh("mer");

    private static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text("code")).matches("[A-Z_]+");
        assertThat(answer.text("title")).isNotBlank();
        assertThat(answer.text("traceId")).isNotBlank();
        assertThat(answer.body()).doesNotContain("Exception", "cn.juhui", "org.spring", "mongo");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "null",
                "\"text\"",
                "{\"orderId\":{\"$ne\":null},\"claim\":\"OTHER\",\"reason\":\"UNUSED\"}",
                "{\"orderId\":\"x\",\"claim\":\"OTHER\",\"reason\":\"BECAUSE\"}",
                "{\"orderId\":\"x\",\"claim\":\"OTHER\",\"reason\":\"UNUSED\",\"amount\":1}",
                "{\"orderId\":[\"x\"],\"claim\":\"OTHER\",\"reason\":\"UNUSED\"}"
            })
    void an_application_that_is_none_is_refused(String body) {
        assertProblem(juhui.customer(alice).post("/v1/refunds", body), 400);
        assertThat(juhui.customer(alice).get("/v1/refunds").json().path("data")).isEmpty();
    }

    @Test
    void a_huge_body_is_refused() {
        var body = "{\"description\":\"" + "退".repeat(100_000) + "\"}";
        assertProblem(juhui.customer(alice).post("/v1/refunds", body), 413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "9901", "99999999999999999999", "1.5", "\"9900\"", "null"})
    void an_amount_that_cannot_be_is_refused(String value) {
        var orderId = juhui.storefront().placesOrder(Wish.of(alice, shop)).text("id");
        var body =
                "{\"orderId\":\"%s\",\"claim\":\"OTHER\",\"reason\":\"UNUSED\",\"description\":\"x\",\"requestedAmount\":{\"value\":%s,\"currency\":\"CNY\"}}"
                        .formatted(orderId, value);
        var answer = juhui.customer(alice).post("/v1/refunds", body);
        assertThat(answer.status()).as(answer.body()).isIn(400, 422);
        assertProblem(answer, answer.status());
        assertThat(juhui.customer(alice).get("/v1/refunds").json().path("data")).isEmpty();
    }

    @Test
    void another_currency_is_refused() {
        var orderId = juhui.storefront().placesOrder(Wish.of(alice, shop)).text("id");
        var body = new HashMap<>(Person.application(orderId));
        body.put("requestedAmount", Map.of("value", 100, "currency", "USD"));
        var answer = juhui.customer(alice).post("/v1/refunds", body);
        assertThat(answer.status()).as(answer.body()).isIn(400, 422);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/refunds/rfd_00000000000000000000000000000000",
        "/v1/refunds/%24ne",
        "/v1/refunds/..%2f..%2finternal",
        "/v1/refunds/rfd_x/history",
        "/v1/orders/ord_00000000000000000000000000000000",
        "/v1/orders/$where",
        "/v1/payouts/pay_1",
        "/v1/evidence/evd_1",
        "/v1/nothing",
        "/internal/orders/ord_1/refund-quote"
    })
    void what_is_not_there_is_not_found(String path) {
        var answer = juhui.customer(alice).get(path);
        assertThat(answer.status()).as(path + answer.body()).isIn(400, 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=1000",
                "cursor=%00%ff",
                "status=NOPE",
                "sort=nope",
                "requestedFrom=yesterday"
            })
    void a_list_asked_for_in_a_wrong_way_says_so(String query) {
        assertProblem(juhui.customer(alice).get("/v1/refunds?" + query), 400);
    }

    @Test
    void every_call_refuses_a_parameter_that_it_does_not_know() {
        var calls = new ArrayList<>(List.of("GET /dev/clock", "POST /dev/clock"));
        juhui.customer(alice)
                .get("/openapi.json")
                .expect(200)
                .json()
                .path("paths")
                .properties()
                .forEach(path -> {
                    for (var method : List.of("get", "post", "put", "patch", "delete")) {
                        if (path.getValue().has(method)) {
                            calls.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                        }
                    }
                });
        var before = juhui.now();
        assertThat(calls).hasSizeGreaterThan(50);
        for (var call : calls) {
            var parts = call.split(" ");
            var path = parts[1].replaceAll("\\{[^}]*}", "x") + "?nobodyKnows=1";
            var answer =
                    juhui.send(
                            juhui.operator()
                                    .request(path)
                                    .header("Idempotency-Key", UUID.randomUUID().toString())
                                    .header("Content-Type", mediaType(call))
                                    .method(parts[0], BodyPublishers.ofString(body(call))));
            assertProblem(answer, 400);
            assertThat(answer.text("errors/0/code")).as(call).isEqualTo("UNKNOWN_PARAMETER");
        }
        assertThat(juhui.now()).isBefore(before.plus(Duration.ofHours(1)));
    }

    private static String mediaType(String call) {
        return switch (call) {
            case "POST /v1/evidence" -> "multipart/form-data; boundary=x";
            case "POST /v1/orders/imports", "POST /v1/orders/usage-imports" -> "text/csv";
            default -> "application/json";
        };
    }

    private static String body(String call) {
        return switch (call) {
            case "POST /v1/evidence" -> "--x--\r\n";
            case "POST /dev/clock" -> "{\"advance\":\"PT24H\"}";
            default -> call.startsWith("GET") || call.startsWith("DELETE") ? "" : "{}";
        };
    }

    @Test
    void a_search_for_somebody_elses_orders_or_cases_is_refused_not_ignored() {
        var orderId = juhui.storefront().placesOrder(Wish.of(alice, shop).notExpress()).text("id");
        var refundId = juhui.customer(alice).appliesAndWaits(orderId).expect(201).text("id");
        var agent = juhui.agent(fresh("agt"));
        for (var filter : List.of("customerId=" + alice, "merchantId=" + shop)) {
            for (var list : List.of("/v1/orders?", "/v1/refunds?")) {
                var found = agent.get(list + filter).expect(200);
                assertThat(found.json().path("data")).hasSize(1);
                assertThat(found.text("data/0/id")).isIn(orderId, refundId);
                for (var side : List.of(juhui.customer(alice), juhui.merchant(shop))) {
                    var refused = side.get(list + filter);
                    assertProblem(refused, 400);
                    assertThat(refused.text("errors/0/code")).isEqualTo("PARAMETER_NOT_ALLOWED");
                }
            }
        }
    }

    @Test
    void roles_may_only_do_what_is_theirs() {
        assertProblem(juhui.customer(alice).post("/v1/orders", Wish.of(alice, shop).body()), 403);
        var orderId = juhui.storefront().placesOrder(Wish.of(alice, shop).notExpress()).text("id");
        assertProblem(juhui.customer(alice).ships(orderId), 403);
        assertProblem(juhui.merchant(shop).applies(orderId, Map.of()), 403);
        var refundId = juhui.customer(alice).appliesAndWaits(orderId).expect(201).text("id");
        assertProblem(juhui.customer(alice).acts(refundId, "approve", Map.of()), 403);
        assertProblem(
                juhui.customer(alice)
                        .acts(refundId, "reject", Map.of("code", "OTHER", "text", "x")),
                403);
        assertProblem(juhui.merchant(shop).acts(refundId, "withdraw", Map.of()), 403);
        assertProblem(juhui.merchant(fresh("mer")).acts(refundId, "approve", Map.of()), 404);
        assertProblem(juhui.customer(fresh("cus")).acts(refundId, "withdraw", Map.of()), 404);
    }

    @Test
    void tokens_that_are_none_let_nobody_in() {
        var good = juhui.customer(alice).token();
        var parts = good.split("\\.", -1);
        for (var token :
                List.of(
                        "x",
                        parts[0] + "." + parts[1] + ".",
                        "eyJhbGciOiJub25lIn0." + parts[1] + ".",
                        parts[0] + "." + parts[1] + "." + parts[2].substring(2) + "AA")) {
            var answer =
                    juhui.send(
                            juhui.customer(alice)
                                    .request("/v1/refunds")
                                    .setHeader("Authorization", "Bearer " + token)
                                    .GET());
            assertProblem(answer, 401);
        }
    }

    @Test
    void headers_that_callers_must_not_set_have_no_effect() {
        var answer =
                juhui.send(
                        juhui.customer(alice)
                                .request("/v1/refunds")
                                .header("X-User-Id", "cus_bob")
                                .header("X-User-Roles", "AGENT")
                                .header("X-Forwarded-For", "1.2.3.4")
                                .GET());
        assertThat(answer.expect(200).json().path("data")).isEmpty();
    }
}
