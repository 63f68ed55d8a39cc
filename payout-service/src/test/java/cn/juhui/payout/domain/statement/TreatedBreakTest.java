package cn.juhui.payout.domain.statement;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.payout.domain.statement.TreatedBreak.Answer;
import cn.juhui.payout.domain.statement.TreatedBreak.Standing;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TreatedBreakTest {

    private static final Instant NINE = Instant.parse("2026-11-25T01:00:00Z");
    private static final Instant TEN = NINE.plus(Duration.ofHours(1));
    private static final Actor LI = new Actor(Role.OPERATOR, "opr_li");
    private static final Actor ZHAO = new Actor(Role.OPERATOR, "opr_zhao");
    private static final Break CONSOLE =
            new Break(BreakKind.NOT_BY_US, "", "T1", 1, 500L, null, null);

    private final TreatedBreak open = TreatedBreak.found("brk_1", CONSOLE, NINE);

    private static TreatedBreak changed(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Changed.class);
        return ((Answer.Changed) answer).now();
    }

    @Test
    void is_resolved_when_two_people_say_the_same() {
        var proposed = changed(open.resolve(Resolution.EXPLAINED, "控制台退款", LI, NINE));
        assertThat(proposed.isOpen()).isTrue();
        var resolved = changed(proposed.resolve(Resolution.EXPLAINED, "已核对", ZHAO, TEN));
        assertThat(resolved.isOpen()).isFalse();
        assertThat(resolved.standing())
                .isEqualTo(
                        new Standing.Resolved(
                                new Standing.Proposed(Resolution.EXPLAINED, "控制台退款", LI, NINE),
                                ZHAO,
                                "已核对",
                                TEN));
    }

    @Test
    void is_not_resolved_by_one_however_often() {
        var proposed = changed(open.resolve(Resolution.LOSS, "记为损失", LI, NINE));
        assertThat(proposed.resolve(Resolution.LOSS, "再说一遍", LI, TEN))
                .isEqualTo(new Answer.AlreadyDone(proposed));
        var other = changed(proposed.resolve(Resolution.EXPLAINED, "另有原因", LI, TEN));
        assertThat(other.isOpen()).isTrue();
    }

    @Test
    void is_proposed_anew_by_who_disagrees_and_then_the_first_may_agree() {
        var proposed = changed(open.resolve(Resolution.LOSS, "记为损失", LI, NINE));
        var other = changed(proposed.resolve(Resolution.CORRECTED_THERE, "渠道更正", ZHAO, TEN));
        assertThat(other.isOpen()).isTrue();
        var resolved = changed(other.resolve(Resolution.CORRECTED_THERE, "同意", LI, TEN));
        assertThat(resolved.isOpen()).isFalse();
    }

    @Test
    void is_said_again_without_effect_and_otherwise_refused_once_it_is_resolved() {
        var resolved =
                changed(
                        changed(open.resolve(Resolution.LOSS, "记为损失", LI, NINE))
                                .resolve(Resolution.LOSS, "同意", ZHAO, TEN));
        assertThat(resolved.resolve(Resolution.LOSS, "同意", ZHAO, TEN))
                .isEqualTo(new Answer.AlreadyDone(resolved));
        assertThat(resolved.resolve(Resolution.LOSS, "记为损失", LI, TEN))
                .isEqualTo(new Answer.AlreadyDone(resolved));
        assertThat(resolved.resolve(Resolution.EXPLAINED, "不是", LI, TEN))
                .isEqualTo(new Answer.Refused(resolved));
        assertThat(resolved.resolve(Resolution.LOSS, "我也", new Actor(Role.OPERATOR, "opr_x"), TEN))
                .isEqualTo(new Answer.Refused(resolved));
    }

    @Test
    void is_the_same_however_often_its_day_is_matched() {
        var proposed = changed(open.resolve(Resolution.LOSS, "记为损失", LI, NINE));
        var resolved = changed(proposed.resolve(Resolution.LOSS, "同意", ZHAO, TEN));
        assertThat(proposed.foundAgain(CONSOLE, TEN).standing()).isEqualTo(proposed.standing());
        assertThat(resolved.foundAgain(CONSOLE, TEN).standing()).isEqualTo(resolved.standing());
        assertThat(resolved.notFound(TEN.plusSeconds(1), TEN)).isEqualTo(resolved);
    }

    @Test
    void is_cleared_when_it_is_not_found_any_more_and_open_when_it_is_again() {
        var cleared = open.notFound(TEN, TEN);
        assertThat(cleared.isOpen()).isFalse();
        assertThat(cleared.resolve(Resolution.LOSS, "记为损失", LI, TEN))
                .isEqualTo(new Answer.Refused(cleared));
        var again = cleared.foundAgain(CONSOLE, TEN.plusSeconds(1));
        assertThat(again.isOpen()).isTrue();
        assertThat(again.since()).isEqualTo(NINE);
    }

    /// Two matchings of a day at the same time: the older one's end says nothing about what the younger one found.
    @Test
    void is_not_cleared_by_a_matching_that_began_before_it_was_found() {
        var found = open.foundAgain(CONSOLE, TEN);
        assertThat(found.notFound(TEN.minusSeconds(1), TEN)).isEqualTo(found);
        assertThat(found.foundAgain(CONSOLE, NINE).seenAt()).isEqualTo(TEN);
    }
}
