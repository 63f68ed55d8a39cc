package cn.juhui.scenarios;

import static cn.juhui.scenarios.Cases.firstCard;
import static cn.juhui.scenarios.Cases.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.platform.testkit.ApiTree;
import cn.juhui.scenarios.client.Answer;
import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.client.Person;
import cn.juhui.scenarios.client.Wish;
import cn.juhui.scenarios.support.RunningPlatform;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// 前端: what whoever writes one relies on.
class FrontEndTest {

    private static final Set<Integer> NOT_UNDERSTOOD = Set.of(400, 401, 403, 405, 406, 415, 500);
    private static final Set<String> SENT = Set.of("application/json", "text/csv");

    private final Juhui juhui = RunningPlatform.shared().juhui();
    private final String alice = fresh("cus");
    private final String shop = fresh("mer");

    private Answer anOrder() {
        return juhui.storefront().placesOrder(Wish.of(alice, shop).notExpress());
    }

    /// Has every role there is, and so may do everything once.
    private Person everybody() {
        var roles = List.of("CUSTOMER", "MERCHANT", "AGENT", "OPERATOR", "STOREFRONT");
        var wish = Map.of("subject", alice, "roles", roles, "merchantId", shop);
        return juhui.bearer(juhui.operator().post("/dev/tokens", wish).text("accessToken"));
    }

    /// One example of a body, with everything that it is sent with.
    private record Example(String method, String path, String type, String body) {

        Answer sentBy(Person who, Juhui juhui) {
            return juhui.send(
                    who.request(path)
                            .header("Idempotency-Key", UUID.randomUUID().toString())
                            .header("Content-Type", type)
                            .method(method, BodyPublishers.ofString(body)));
        }
    }

    @Test
    void sends_the_examples_of_the_api_document_and_is_understood() {
        var everybody = everybody();
        var order = anOrder();
        var refundId = juhui.customer(alice).appliesAndWaits(order.text("id")).text("id");
        var examples = examples(anOrder(), refundId);
        assertThat(examples).hasSizeGreaterThan(25);
        for (var example : examples) {
            var answer = example.sentBy(everybody, juhui);
            if (answer.status() == 403) {
                // Who is a side of the case decides nothing for the platform.
                answer = example.sentBy(juhui.agent(fresh("agt")), juhui);
            }
            assertThat(answer.status())
                    .as("%s: %s", example, answer.body())
                    .isNotIn(NOT_UNDERSTOOD);
        }
    }

    private List<Example> examples(Answer order, String refundId) {
        var api = ApiTree.load();
        var examples = new ArrayList<Example>();
        api.at("/paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .properties()
                                .forEach(call -> {
                                    var body = call.getValue().path("requestBody").path("content");
                                    body.propertyNames().stream()
                                            .filter(SENT::contains)
                                            .forEach(type ->
                                                    of(api, body.path(type))
                                                            .forEach(text ->
                                                                    examples.add(
                                                                            new Example(
                                                                                    call.getKey()
                                                                                            .toUpperCase(
                                                                                                    Locale
                                                                                                            .ROOT),
                                                                                    real(
                                                                                            path(
                                                                                                    path
                                                                                                            .getKey(),
                                                                                                    refundId),
                                                                                            order,
                                                                                            refundId),
                                                                                    type,
                                                                                    real(
                                                                                            text,
                                                                                            order,
                                                                                            refundId)))));
                                }));
        return examples;
    }

    private static List<String> of(ApiTree api, JsonNode content) {
        if (content.has("example")) {
            return List.of(content.path("example").asString());
        }
        var schema = api.resolved(content.at("/schema/$ref").asString().substring(1));
        return api.at(schema + "/examples").valueStream().map(JsonNode::toString).toList();
    }

    /// What an example's address leaves open, so that it changes nothing for other stories.
    private String path(String path, String refundId) {
        var id =
                path.contains("/express-blocks/")
                        ? alice
                        : path.contains("/evidence/") ? "evd_" + "0".repeat(32) : refundId;
        return path.replace("{orderId}", "ord_" + "0".repeat(32))
                .replace("{cardId}", "crd_" + "0".repeat(32))
                .replace("{refundId}", refundId)
                .replace("{id}", id)
                .replace("{category}", "EXAMPLES")
                .replace("{merchantId}", shop)
                .replace("{kind}", "customers");
    }

    /// With the ids of what there is, and of today.
    private static String real(String example, Answer order, String refundId) {
        return example.replaceAll("ord_[0-9a-f]{32}", order.text("id"))
                .replaceAll("crd_[0-9a-f]{32}", firstCard(order))
                .replaceAll("rfd_[0-9a-f]{32}", refundId)
                .replaceAll(
                        "20[0-9-]{8}T[0-9:.]+Z",
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .replaceAll("JH20261124[0-9]{6}", "JH" + UUID.randomUUID());
    }

    @Test
    void on_the_same_laptop_may_call_from_the_browser() {
        var page = "http://localhost:5173";
        var asked =
                juhui.send(
                        juhui.customer(alice)
                                .request("/v1/refunds")
                                .header("Origin", page)
                                .header("Access-Control-Request-Method", "POST")
                                .header("Access-Control-Request-Headers", "authorization,prefer")
                                .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(asked.expect(204).header("Access-Control-Allow-Origin")).isEqualTo(page);

        var refused =
                juhui.send(
                        juhui.customer(alice)
                                .request("/v1/refunds/rfd_" + "0".repeat(32))
                                .header("Origin", page)
                                .GET());
        assertThat(refused.expect(404).header("Access-Control-Allow-Origin")).isEqualTo(page);
    }

    @Test
    void learns_from_when_on_a_merchant_can_be_urged() {
        var customer = juhui.customer(alice);
        var refund = customer.appliesAndWaits(anOrder().text("id")).expect(201);
        var deadline = Instant.parse(refund.text("review/deadline/at"));

        var early = customer.acts(refund.text("id"), "urge", Map.of()).expect(409);

        assertThat(early.text("code")).isEqualTo("ACTION_NOT_ALLOWED");
        assertThat(early.text("reason")).isEqualTo("TOO_EARLY");
        assertThat(Instant.parse(early.text("until"))).isEqualTo(deadline);
        var wait = Duration.ofSeconds(Long.parseLong(early.header("Retry-After")));
        assertThat(juhui.now().plus(wait))
                .isBetween(deadline.minusSeconds(5), deadline.plusSeconds(5));
    }
}
