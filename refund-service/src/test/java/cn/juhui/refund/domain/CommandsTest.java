package cn.juhui.refund.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.platform.testkit.Families;
import cn.juhui.refund.domain.machine.RefundMachine;
import cn.juhui.refund.domain.state.Intervention;
import cn.juhui.refund.domain.state.Payout;
import cn.juhui.refund.domain.state.Review;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A new command, event or state of a case is known everywhere, or one of these fails.
class CommandsTest {

    /// No button sends these: other services tell them, or the clock does.
    private static final Set<Class<? extends Command>> NOT_OF_PEOPLE =
            Set.of(
                    Command.RecordHold.class,
                    Command.RecordHoldDeclined.class,
                    Command.RecordClaim.class,
                    Command.RecordStop.class,
                    Command.RecordPayout.class,
                    Command.RecordCompletion.class,
                    Command.RecordPaidTwice.class,
                    Command.RecordPaidTwiceUndone.class,
                    Command.PassDeadline.class);

    private static Set<Class<?>> buttons() {
        var refund = Situations.requested().refund();
        return Arrays.stream(Action.values())
                .map(action -> action.example(refund).getClass())
                .collect(Collectors.toSet());
    }

    @Test
    void every_command_has_a_button_or_is_not_sent_by_people() {
        var known = new HashSet<>(buttons());
        known.addAll(NOT_OF_PEOPLE);
        assertThat(known).isEqualTo(Families.membersOf(Command.class));
        assertThat(buttons()).doesNotContainAnyElementsOf(NOT_OF_PEOPLE);
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void every_button_works_for_somebody_in_some_situation(Action action) {
        var people =
                List.of(
                        Situations.CUSTOMER,
                        Situations.MERCHANT,
                        Situations.AGENT,
                        Situations.OTHER_AGENT);
        assertThat(Situations.all().values())
                .anyMatch(s ->
                        people.stream()
                                .anyMatch(who ->
                                        RefundMachine.allowed(s.refund(), who, s.now())
                                                .contains(action)));
    }

    @Test
    void every_command_is_sent_by_somebody_and_every_event_is_told() {
        assertThat(
                        Families.neverMade(
                                Command.class,
                                "cn.juhui.refund.adapter",
                                "cn.juhui.refund.application",
                                "cn.juhui.refund.config"))
                .isEmpty();
        assertThat(Families.neverMade(RefundEvent.class, "cn.juhui.refund.domain")).isEmpty();
    }

    @Test
    void every_state_is_in_some_situation() {
        assertThat(seen(s -> Stream.of(s.review()))).isEqualTo(Families.membersOf(Review.class));
        assertThat(seen(s -> Stream.of(s.intervention())))
                .isEqualTo(Families.membersOf(Intervention.class));
        assertThat(seen(s -> Stream.of(s.payout()))).isEqualTo(Families.membersOf(Payout.class));
    }

    private static Set<Class<?>> seen(Function<Refund, Stream<Object>> states) {
        return Situations.all().values().stream()
                .flatMap(s -> states.apply(s.refund()))
                .map(Object::getClass)
                .collect(Collectors.toSet());
    }
}
