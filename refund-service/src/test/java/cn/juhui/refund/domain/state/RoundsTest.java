package cn.juhui.refund.domain.state;

import static cn.juhui.refund.domain.Situations.AGENT;
import static cn.juhui.refund.domain.Situations.CUSTOMER;
import static cn.juhui.refund.domain.Situations.MERCHANT;
import static cn.juhui.refund.domain.Situations.OTHER_AGENT;
import static cn.juhui.refund.domain.Situations.PRICE;
import static cn.juhui.refund.domain.Situations.accountNeeded;
import static cn.juhui.refund.domain.Situations.accountRefused;
import static cn.juhui.refund.domain.Situations.appealed;
import static cn.juhui.refund.domain.Situations.approved;
import static cn.juhui.refund.domain.Situations.confirmation;
import static cn.juhui.refund.domain.Situations.rejected;
import static cn.juhui.refund.domain.Situations.ruling;
import static cn.juhui.refund.domain.Situations.rulingProposed;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.refund.domain.Action;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.EvidenceRequests;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Refusal;
import cn.juhui.refund.domain.Situations;
import cn.juhui.refund.domain.Situations.Situation;
import cn.juhui.refund.domain.machine.RefundMachine;
import cn.juhui.refund.domain.state.Review.RejectionCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What could go round in a case for ever ends somewhere, and never in a case that nobody can move.
class RoundsTest {

    private static final int FOUR_MIB = 4 << 20;

    /// What stands around an event in a history: ids, hash, actor, trace.
    private static final int AROUND_AN_ENTRY = 600;

    private static final String LONGEST = "退".repeat(1_000);
    private static final Command.Reject NOT_ENOUGH =
            new Command.Reject(RejectionCode.INSUFFICIENT_EVIDENCE, LONGEST);

    private static void assertRefused(Situation s, Command command, Actor actor, Refusal why) {
        assertThat(RefundMachine.decide(s.refund(), command, actor, s.now()))
                .isEqualTo(Decision.refused(why));
    }

    private static Command.Resubmit resubmission(int n) {
        return new Command.Resubmit(List.of("evd_%032d".formatted(n)), LONGEST);
    }

    @Test
    void a_rejected_case_is_resubmitted_ten_times_and_then_it_can_be_appealed() {
        var s = rejected(RejectionCode.INSUFFICIENT_EVIDENCE);
        for (int n = 0; n < Rounds.MOST_RESUBMISSIONS; n++) {
            s = s.then(resubmission(n), CUSTOMER).then(NOT_ENOUGH, MERCHANT);
        }
        assertRefused(s, resubmission(10), CUSTOMER, new Refusal.ResubmittedEnough(10));
        assertThat(RefundMachine.allowed(s.refund(), CUSTOMER, s.now()))
                .contains(Action.APPEAL)
                .doesNotContain(Action.RESUBMIT);
    }

    @Test
    void a_case_that_changed_hands_fifty_times_is_decided_by_whoever_does() {
        var s = appealed();
        for (int n = 0; n < Rounds.MOST_TAKES; n++) {
            s = s.then(new Command.Take(), n % 2 == 0 ? AGENT : OTHER_AGENT);
        }
        assertRefused(s, new Command.Take(), AGENT, new Refusal.TakenEnough(50));
        var other = s.then(ruling(Ruling.Kind.FULL), AGENT);
        assertThat(other.refund().status()).isEqualTo(Status.PAYING);
    }

    @Test
    void a_ruling_is_returned_ten_times_and_can_still_be_confirmed() {
        var s = rulingProposed();
        for (int n = 0; n < Rounds.MOST_RETURNS; n++) {
            s = s.then(confirmation(false), OTHER_AGENT).then(ruling(Ruling.Kind.FULL), AGENT);
        }
        assertRefused(s, confirmation(false), OTHER_AGENT, new Refusal.ReturnedEnough(10));
        assertThat(s.then(confirmation(true), OTHER_AGENT).refund().status())
                .isEqualTo(Status.PAYING);
    }

    @Test
    void after_ten_accounts_the_next_one_waits_until_its_time_is_over_and_no_longer() {
        var s = accountRefused();
        for (int n = 1; n < Rounds.ACCOUNTS_AT_ONCE; n++) {
            s = s.then(account(n), CUSTOMER).then(refusedAccount(), AGENT);
        }
        var until = s.refund().shownDeadline();
        assertThat(until).isNotNull();
        assertRefused(s, account(10), CUSTOMER, new Refusal.AccountTooSoon(10, until));
        assertThat(s.whenDue().then(account(10), CUSTOMER).refund().intervention())
                .isInstanceOf(Intervention.AccountNamed.class);
    }

    @Test
    void a_deadline_that_is_missed_for_ever_is_set_to_a_week_in_the_end() {
        for (var late : List.of(approved(), appealed(), accountNeeded(), rulingProposed())) {
            var s = late;
            for (int n = 0; n < Rounds.MISSED_AS_USUAL; n++) {
                var before = s.now();
                s = s.overDeadline();
                assertThat(Duration.between(before, s.now())).isLessThan(Duration.ofDays(4));
            }
            s = s.overDeadline();
            var week = s.now();
            assertThat(Duration.between(week, s.overDeadline().now()))
                    .isEqualTo(Duration.ofDays(7));
        }
    }

    /// Everything that people can do to one case as often as they can, with the longest texts, and ten years of missed deadlines.
    @Test
    void a_case_with_every_limit_exhausted_is_far_from_full() {
        var story = new Story(rejected(RejectionCode.INSUFFICIENT_EVIDENCE));
        for (int n = 0; n < Rounds.MOST_RESUBMISSIONS; n++) {
            story.then(resubmission(n), CUSTOMER);
            story.then(NOT_ENOUGH, MERCHANT);
        }
        for (int n = 0; n < Hold.MAX_CLAIMS; n++) {
            var claim = Situations.claim("%03d".formatted(n) + "退".repeat(497));
            story.then(new Command.RecordClaim(claim), Situations.SYSTEM);
        }
        story.then(new Command.Appeal(LONGEST, pieces(100)), CUSTOMER);
        for (int n = 0; n < Rounds.MOST_TAKES; n++) {
            story.then(new Command.Take(), n % 2 == 0 ? AGENT : OTHER_AGENT);
        }
        for (int n = 0; n < EvidenceRequests.MOST; n++) {
            for (var side : List.of(Role.CUSTOMER, Role.MERCHANT)) {
                story.then(
                        new Command.RequestEvidence(
                                side,
                                List.of(cn.juhui.contracts.evidence.EvidenceKind.values()),
                                LONGEST),
                        AGENT);
                story.then(
                        new Command.SupplyEvidence(pieces(200 + 20 * n), LONGEST),
                        side == Role.CUSTOMER ? CUSTOMER : MERCHANT);
            }
        }
        for (int n = 0; n < 40; n++) {
            story.then(
                    new Command.SupplyEvidence(List.of("evd_%032d".formatted(n + 300)), LONGEST),
                    CUSTOMER);
        }
        for (int n = 0; n < 550; n++) {
            story.whenDue();
        }
        story.then(
                new Command.Rule(
                        Ruling.Kind.FULL, null, null, "R3", LONGEST, Ruling.CostBearer.MERCHANT),
                AGENT);
        story.then(Situations.news(Situations.ABNORMAL), Situations.SYSTEM);
        for (int n = 0; n < 5 * Rounds.ACCOUNTS_AT_ONCE; n++) {
            if (n >= Rounds.ACCOUNTS_AT_ONCE) {
                story.whenDue();
            }
            story.then(account(n), CUSTOMER);
            story.then(refusedAccount(), AGENT);
        }
        assertThat(story.events).hasSizeGreaterThan(700);
        assertThat(story.bytes()).isLessThan(FOUR_MIB / 2);
    }

    private static List<String> pieces(int from) {
        return IntStream.range(from, from + 20).mapToObj("evd_%032d"::formatted).toList();
    }

    private static Command.NameAccount account(int n) {
        var known = Situations.account("6222 **** **** %04d".formatted(n), PRICE.value());
        return new Command.NameAccount(
                known.ref(),
                known.channel(),
                known.maskedAccount(),
                "张".repeat(50),
                "银".repeat(50),
                known.nameCheck(),
                pieces(400),
                known.secondAgentAbove());
    }

    private static Command.VerifyAccount refusedAccount() {
        return new Command.VerifyAccount(false, LONGEST);
    }

    /// A case with all that it told.
    private static final class Story {
        private Situation now;
        private final List<RefundEvent> events = new ArrayList<>();

        Story(Situation now) {
            this.now = now;
        }

        void then(Command command, Actor actor) {
            var decision = RefundMachine.decide(now.refund(), command, actor, now.now());
            assertThat(decision).as(command.toString()).isInstanceOf(Decision.Accepted.class);
            var yes = (Decision.Accepted<Refund, RefundEvent, Refusal>) decision;
            events.addAll(yes.events());
            now = new Situation(yes.aggregate(), now.now());
        }

        void whenDue() {
            var due = now.refund().dueAt();
            assertThat(due).isNotNull();
            now = new Situation(now.refund(), due);
            then(new Command.PassDeadline(), Situations.SYSTEM);
        }

        long bytes() {
            return StateMapper.toJson(now.refund()).length
                    + events.stream()
                            .mapToLong(e -> StateMapper.toJson(e).length + AROUND_AN_ENTRY)
                            .sum();
        }
    }
}
