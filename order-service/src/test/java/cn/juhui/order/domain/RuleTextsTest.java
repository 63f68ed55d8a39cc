package cn.juhui.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.evidence.EvidenceKind;
import cn.juhui.order.domain.eligibility.RuleCode;
import cn.juhui.platform.testkit.Bundles;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuleTextsTest {

    @Test
    void everything_a_rule_can_say_has_a_text_and_a_hint_and_nothing_else_has() {
        var expected =
                Arrays.stream(RuleCode.values())
                        .flatMap(c -> Stream.of("rule." + c + ".text", "rule." + c + ".hint"))
                        .toList();

        assertThat(Bundles.load("rule-messages.properties").stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void every_kind_of_evidence_has_a_word() {
        var texts = Bundles.load("kind-messages.properties").stringPropertyNames();

        for (var kind : EvidenceKind.values()) {
            assertThat(texts).contains("kind." + kind);
        }
    }

    @Test
    void every_refusal_has_a_problem_text() {
        var texts = Bundles.load("order-service-messages.properties").stringPropertyNames();

        for (var refusal : OrderRefusal.values()) {
            var code = REASONS.getOrDefault(refusal, refusal);
            var detail = code == refusal ? "" : "." + refusal;
            assertThat(texts)
                    .contains("problem." + code + ".title", "problem." + code + detail + ".detail");
        }
    }

    /// What is told as a reason of another code.
    private static final Map<OrderRefusal, OrderRefusal> REASONS =
            Map.of(
                    OrderRefusal.CARD_NOT_DELIVERED, OrderRefusal.CARD_NOT_USABLE,
                    OrderRefusal.USED_BEFORE_SHIPMENT, OrderRefusal.CARD_NOT_USABLE);
}
