package cn.juhui.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.evidence.EvidenceEvent;
import cn.juhui.evidence.domain.Refusal;
import cn.juhui.evidence.domain.legibility.Legibility;
import cn.juhui.platform.testkit.Bundles;
import cn.juhui.platform.testkit.Families;
import cn.juhui.platform.testkit.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HouseTest {

    @Test
    void the_rooms_know_only_whom_they_may_know() {
        HouseRules.check("cn.juhui.evidence");
    }

    @Test
    void chinese_and_english_say_the_same_things() {
        Bundles.assertSameKeys("evidence-service-messages");
    }

    @Test
    void every_reason_has_its_words_and_what_can_be_done_better_has_a_hint() {
        var texts = Bundles.load("evidence-service-messages.properties").stringPropertyNames();
        Stream.of(Refusal.Kind.values(), Refusal.Measure.values(), Refusal.Damage.values())
                .flatMap(Stream::of)
                .forEach(reason -> assertThat(texts).contains("refusal." + reason + ".text"));
        Stream.of(Legibility.Reason.values())
                .forEach(reason ->
                        assertThat(texts)
                                .contains(
                                        "refusal." + reason + ".text",
                                        "refusal." + reason + ".hint"));
    }

    @Test
    void every_event_is_told_by_somebody() {
        assertThat(Families.neverMade(EvidenceEvent.class, "cn.juhui.evidence")).isEmpty();
    }
}
