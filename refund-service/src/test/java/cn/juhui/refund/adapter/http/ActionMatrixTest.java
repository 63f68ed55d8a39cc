package cn.juhui.refund.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.TestTokens;
import cn.juhui.refund.domain.Action;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Situations;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/// Every button in every situation for every role: it works if and only if `allowedActions` has it.
@TestPropertySource(properties = "test.context=of its own, where the clock stands still")
class ActionMatrixTest extends RunningService {

    private static final String NEW_EVIDENCE = "evd_" + "f".repeat(32);
    private static final Map<String, String> TOKENS =
            Map.of(
                    "customer", TestTokens.customer("cus_alice"),
                    "merchant", TestTokens.merchant("mer_happy"),
                    "agent", TestTokens.agent("agent_chen"),
                    "another agent", TestTokens.agent("agent_du"));

    @Autowired private Journal<Refund, RefundEvent> journal;

    @TestFactory
    Stream<DynamicTest> a_button_works_if_and_only_if_it_is_among_the_allowed_actions() {
        NEIGHBOURS.evidence.put(
                NEW_EVIDENCE,
                "{\"id\":\"%s\",\"kind\":\"OTHER\",\"orderId\":\"%s\"}"
                        .formatted(
                                NEW_EVIDENCE,
                                Situations.requested().refund().application().orderId()));
        return Situations.all().entrySet().stream()
                .flatMap(situation ->
                        TOKENS.entrySet().stream()
                                .map(who ->
                                        DynamicTest.dynamicTest(
                                                situation.getKey() + ", " + who.getKey(),
                                                () ->
                                                        check(
                                                                situation.getValue().refund(),
                                                                who.getValue()))));
    }

    private void check(Refund refund, String token) {
        var id = stored(refund);
        var allowed = allowed(id, token);
        for (var action : Action.values()) {
            var button = action.name().toLowerCase(Locale.ROOT);
            var path =
                    button.startsWith("offer_")
                            ? button.replace('_', '/')
                            : button.replace('_', '-');
            if (allowed.contains(action)) {
                var changed =
                        post("/v1/refunds/" + stored(refund) + "/" + path, token, body(action));
                assertThat(changed.status())
                        .as("%s %s", action, changed.response().body())
                        .isEqualTo(200);
                assertThat(changed.json().path("version").asInt()).isEqualTo(2);
            } else {
                var answer = post("/v1/refunds/" + id + "/" + path, token, body(action));
                assertThat(answer.status())
                        .as("%s %s", action, answer.response().body())
                        .isIn(200, 403, 409);
                assertThat(get("/v1/refunds/" + id, token).json().path("version").asInt())
                        .isEqualTo(1);
            }
        }
    }

    private String stored(Refund refund) {
        var id = Ids.next("rfd");
        var copy =
                new Refund(
                        id,
                        refund.application(),
                        refund.evidenceIds(),
                        refund.hold(),
                        refund.appeals(),
                        refund.review(),
                        refund.intervention(),
                        refund.payout());
        var events = Refund.apply(id, refund.application(), refund.evidenceIds()).events();
        assertThat(journal.add(id, copy, events, Cause.clock("test"))).isTrue();
        return id;
    }

    private Set<Action> allowed(String id, String token) {
        var actions = get("/v1/refunds/" + id, token).is(200).json().path("allowedActions");
        return Arrays.stream(Action.values())
                .filter(a -> actions.toString().contains("\"" + a + "\""))
                .collect(Collectors.toSet());
    }

    private static String body(Action action) {
        return switch (action) {
            case WITHDRAW, URGE, OFFER_ACCEPT, OFFER_DECLINE, APPROVE, TAKE -> "";
            case EVIDENCE, RESUBMIT -> "{\"evidenceIds\":[\"" + NEW_EVIDENCE + "\"]}";
            case APPEAL, INTERVENTION -> "{\"statement\":\"卡密确实无法使用\"}";
            case REJECT -> "{\"code\":\"CARD_USED\",\"text\":\"已使用\"}";
            case EVIDENCE_REQUEST -> "{\"kinds\":[\"CONVERSATION\"],\"text\":\"请补充\"}";
            case OFFER -> "{\"amount\":{\"value\":100,\"currency\":\"CNY\"},\"text\":\"协商\"}";
            case RULING ->
                    "{\"decision\":\"REFUSE\",\"rule\":\"R1\",\"text\":\"不符\",\"costBearer\":\"CUSTOMER\"}";
        };
    }
}
