package cn.juhui.evidence.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.contracts.wire.EventTypes;
import cn.juhui.platform.json.StateMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a case's events say of its evidence.
class RefundCaseTest {

    static Stream<String> types() {
        return EventTypes.all().entrySet().stream()
                .filter(e -> RefundEvent.class.isAssignableFrom(e.getValue()))
                .map(Map.Entry::getKey);
    }

    /// An event that names pieces in another way would leave them outside of the case.
    @ParameterizedTest
    @MethodSource("types")
    void every_event_that_names_evidence_brings_it_into_the_case(String type) throws IOException {
        try (var in = RefundCaseTest.class.getResourceAsStream("/examples/" + type + ".json")) {
            var json = Objects.requireNonNull(in, type).readAllBytes();
            var event = StateMapper.fromJson(json, EventTypes.all().get(type));
            var named = StateMapper.toTree(event).getOrDefault("evidenceIds", List.of());
            assertThat(RefundCase.evidenceIn((RefundEvent) event)).isEqualTo(named);
        }
    }
}
