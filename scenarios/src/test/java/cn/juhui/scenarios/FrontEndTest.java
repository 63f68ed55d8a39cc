package cn.juhui.scenarios;

import static cn.juhui.scenarios.Cases.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.client.Answer;
import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.client.Wish;
import cn.juhui.scenarios.support.RunningPlatform;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// 前端: what whoever writes one relies on.
class FrontEndTest {

    private static final Set<Integer> NOT_UNDERSTOOD = Set.of(400, 401, 403, 405, 406, 415, 500);

    private final Juhui juhui = RunningPlatform.shared().juhui();
    private final String alice = fresh("cus");
    private final String shop = fresh("mer");

    private Answer anOrder() {
        return juhui.storefront().placesOrder(Wish.of(alice, shop).notExpress());
    }

    @Test
    void sends_the_examples_of_the_api_document_and_is_understood() {
        var refundId = juhui.customer(alice).appliesAndWaits(anOrder().text("id")).text("id");
        var examples = new ApiExamples(juhui, alice, shop, anOrder(), refundId);
        assertThat(examples.bodies()).hasSizeGreaterThan(25);
        for (var example : examples.bodies()) {
            var answer = examples.send(example);
            // Their evidence is made up, and of no order.
            if (!answer.text("errors/0/code").equals("UNKNOWN_EVIDENCE")) {
                assertThat(answer.status())
                        .as("%s: %s", example, answer.body())
                        .isNotIn(NOT_UNDERSTOOD);
            }
        }
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
