package cn.juhui.platform.messaging;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.juhui.contracts.payout.PayoutAbnormal;
import cn.juhui.contracts.payout.PayoutEvent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// An ear that names what it passes by knows every event of the family, or the service doesn't start.
class EventListenerTest {

    private static final List<Class<? extends PayoutEvent>> ALL_BUT_ONE = others();

    private static List<Class<? extends PayoutEvent>> others() {
        return Arrays.stream(PayoutEvent.class.getPermittedSubclasses())
                .<Class<? extends PayoutEvent>>map(type -> type.asSubclass(PayoutEvent.class))
                .filter(type -> type != PayoutAbnormal.class)
                .toList();
    }

    private static EventListener ear() {
        return EventListener.with(new EventReader());
    }

    @Test
    void an_event_is_heard_or_passed_by() {
        ear().on(PayoutAbnormal.class, _ -> {}).passBy(PayoutEvent.class, ALL_BUT_ONE);
    }

    @Test
    void an_event_that_nobody_has_thought_of_is_refused() {
        assertThatThrownBy(() -> ear().passBy(PayoutEvent.class, ALL_BUT_ONE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(PayoutAbnormal.TYPE);
    }

    @Test
    void an_event_is_not_heard_and_passed_by() {
        var ear = ear().on(PayoutAbnormal.class, _ -> {});
        assertThatThrownBy(() -> ear.passBy(PayoutEvent.class, List.of(PayoutAbnormal.class)))
                .isInstanceOf(IllegalStateException.class);
    }
}
