package cn.juhui.evidence.adapter.http.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.wire.EventTypes;
import cn.juhui.platform.journal.history.HistoryEntry;
import cn.juhui.platform.json.StateMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A step of a conversation is called what its event is called: none passes for another.
class DeskViewTest {

    private static final String STEPS = "evidence.conversation_";

    static Stream<String> steps() {
        return EventTypes.all().keySet().stream().filter(type -> type.startsWith(STEPS));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void a_step_has_the_name_of_its_event(String type) throws IOException {
        try (var in = DeskViewTest.class.getResourceAsStream("/examples/" + type + ".json")) {
            var json = Objects.requireNonNull(in, type).readAllBytes();
            var event = StateMapper.fromJson(json, EventTypes.all().get(type));
            var entry =
                    new HistoryEntry(
                            1,
                            "evt_1",
                            type,
                            Instant.EPOCH,
                            new Actor(Role.AGENT, "agent_chen"),
                            "test",
                            null,
                            StateMapper.toTree(event),
                            null,
                            "");
            assertThat(DeskView.StepView.of(entry).type())
                    .isEqualTo(type.substring(STEPS.length()).toUpperCase(Locale.ROOT));
        }
    }
}
