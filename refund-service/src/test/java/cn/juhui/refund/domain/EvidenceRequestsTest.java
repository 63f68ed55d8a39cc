package cn.juhui.refund.domain;

import static cn.juhui.refund.domain.RefundTest.answer;
import static cn.juhui.refund.domain.RefundTest.assertAlreadyDone;
import static cn.juhui.refund.domain.RefundTest.assertRefused;
import static cn.juhui.refund.domain.RefundTest.assertTooEarly;
import static cn.juhui.refund.domain.RefundTest.status;
import static cn.juhui.refund.domain.RefundTest.told;
import static cn.juhui.refund.domain.Situations.AGENT;
import static cn.juhui.refund.domain.Situations.A_DAY;
import static cn.juhui.refund.domain.Situations.CUSTOMER;
import static cn.juhui.refund.domain.Situations.MERCHANT;
import static cn.juhui.refund.domain.Situations.MORNING;
import static cn.juhui.refund.domain.Situations.SYSTEM;
import static cn.juhui.refund.domain.Situations.TERMS;
import static cn.juhui.refund.domain.Situations.evidence;
import static cn.juhui.refund.domain.Situations.evidenceAsked;
import static cn.juhui.refund.domain.Situations.evidenceAskedTooLate;
import static cn.juhui.refund.domain.Situations.evidenceFrom;
import static cn.juhui.refund.domain.Situations.evidenceMissed;
import static cn.juhui.refund.domain.Situations.overdue;
import static cn.juhui.refund.domain.Situations.taken;
import static cn.juhui.refund.domain.Situations.underReview;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.ReviewTerms;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.refund.DeadlineChanged;
import cn.juhui.contracts.refund.InterventionOpened;
import cn.juhui.contracts.refund.MerchantOverdue;
import cn.juhui.contracts.refund.RefundAppealed;
import cn.juhui.contracts.refund.RefundClosed;
import cn.juhui.contracts.refund.term.ClosingCause;
import cn.juhui.contracts.refund.term.DeadlineKind;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.refund.domain.Situations.Situation;
import cn.juhui.refund.domain.machine.RefundMachine;
import cn.juhui.refund.domain.state.Review;
import cn.juhui.refund.domain.state.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Asking for evidence is no way to stall.
class EvidenceRequestsTest {

    private static final Command PASS = new Command.PassDeadline();
    private static final Command.RequestIntervention STEP_IN =
            new Command.RequestIntervention("商家一直拖延", List.of());

    private static ReviewTerms terms(int requests, int stopPercent) {
        return new ReviewTerms(
                4,
                A_DAY,
                ReviewTerms.OnMerchantSilence.ESCALATE,
                Duration.ofHours(12),
                Duration.ofHours(4),
                Duration.ofDays(3),
                Duration.ofDays(7),
                1,
                requests,
                stopPercent,
                null,
                null);
    }

    private static Situation askedTwice() {
        return evidenceAsked()
                .then(evidence("1"), CUSTOMER)
                .then(evidenceFrom(Role.CUSTOMER), MERCHANT)
                .then(evidence("2"), CUSTOMER);
    }

    @Nested
    class How_often {

        @Test
        void a_side_is_asked_twice_in_a_case_and_not_again() {
            assertThat(answer(askedTwice(), evidenceFrom(Role.CUSTOMER), MERCHANT))
                    .isEqualTo(Decision.refused(new Refusal.AskedEnough(2)));
            assertThat(RefundMachine.allowed(askedTwice().refund(), MERCHANT, askedTwice().now()))
                    .contains(Action.APPROVE)
                    .doesNotContain(Action.EVIDENCE_REQUEST);
        }

        @Test
        void what_the_merchant_asked_counts_for_the_agent_and_the_other_side_is_still_asked() {
            var taken = askedTwice().then(new Command.Take(), AGENT);
            assertThat(answer(taken, evidenceFrom(Role.CUSTOMER), AGENT))
                    .isEqualTo(Decision.refused(new Refusal.AskedEnough(2)));
            assertThat(RefundMachine.allowed(taken.refund(), AGENT, taken.now()))
                    .contains(Action.EVIDENCE_REQUEST);
            assertThat(status(taken.then(evidenceFrom(Role.MERCHANT), AGENT)))
                    .isEqualTo(Status.AWAITING_EVIDENCE);
        }

        @Test
        void is_the_policys_word() {
            var once =
                    underReview(terms(1, 50))
                            .then(evidenceFrom(Role.CUSTOMER), MERCHANT)
                            .then(evidence("1"), CUSTOMER);
            assertThat(answer(once, evidenceFrom(Role.CUSTOMER), MERCHANT))
                    .isEqualTo(Decision.refused(new Refusal.AskedEnough(1)));
        }

        @Test
        void a_merchant_whose_deadline_has_passed_does_not_ask() {
            assertRefused(overdue(), evidenceFrom(Role.CUSTOMER), MERCHANT);
            assertRefused(underReview().later(A_DAY), evidenceFrom(Role.CUSTOMER), MERCHANT);
        }
    }

    @Nested
    class The_merchants_clock {

        @Test
        void stops_for_half_of_their_time_at_most() {
            var back = evidenceAsked().later(Duration.ofDays(1)).then(evidence("1"), CUSTOMER);
            assertThat(back.refund().shownDeadline()).isEqualTo(MORNING.plus(Duration.ofHours(36)));
        }

        @Test
        void stops_for_the_policys_share() {
            var back =
                    underReview(terms(2, 25))
                            .then(evidenceFrom(Role.CUSTOMER), MERCHANT)
                            .later(Duration.ofHours(20))
                            .then(evidence("1"), CUSTOMER);
            assertThat(back.refund().shownDeadline()).isEqualTo(MORNING.plus(Duration.ofHours(30)));
        }

        @Test
        void stops_once() {
            var again =
                    evidenceAsked()
                            .then(evidence("1"), CUSTOMER)
                            .then(evidenceFrom(Role.CUSTOMER), MERCHANT)
                            .later(Duration.ofHours(5))
                            .then(evidence("2"), CUSTOMER);
            assertThat(again.refund().shownDeadline()).isEqualTo(MORNING.plus(A_DAY));
        }

        @Test
        void ends_while_they_wait_for_the_evidence() {
            var due = evidenceAsked().later(Duration.ofHours(34));
            assertThat(told(due, PASS, SYSTEM))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            MerchantOverdue.class,
                            e ->
                                    assertThat(e.deadline())
                                            .isEqualTo(MORNING.plus(Duration.ofHours(36))));
            assertThat(status(evidenceAskedTooLate())).isEqualTo(Status.AWAITING_EVIDENCE);
            assertThat(evidenceAskedTooLate().refund().overdue()).isTrue();
        }

        @Test
        void that_ended_meanwhile_leaves_them_the_grace_to_look_at_what_came() {
            var back =
                    evidenceAskedTooLate()
                            .later(Duration.ofHours(20))
                            .then(evidence("1"), CUSTOMER);
            assertThat(status(back)).isEqualTo(Status.MERCHANT_REVIEW);
            assertThat(back.refund().overdue()).isTrue();
            assertThat(back.refund().dueAt()).isEqualTo(back.now().plus(TERMS.silenceGrace()));
            assertThat(status(back.whenDue())).isEqualTo(Status.PLATFORM_REVIEW);
        }

        @Test
        void does_not_keep_them_from_approving() {
            for (var waiting : List.of(evidenceAsked(), evidenceAskedTooLate())) {
                assertThat(status(waiting.then(new Command.Approve(null), MERCHANT)))
                        .isEqualTo(Status.PAYING);
            }
        }
    }

    @Nested
    class The_customer {

        @Test
        void urges_and_brings_the_platform_in_when_the_merchants_time_is_over() {
            assertTooEarly(evidenceAsked(), evidenceAskedTooLate().now());
            assertRefused(evidenceAskedTooLate(), STEP_IN, CUSTOMER);
            var urged = evidenceAskedTooLate().then(new Command.Urge(), CUSTOMER);
            assertTooEarly(urged, urged.now().plus(TERMS.urgeInterval()));
            assertThat(told(urged, STEP_IN, CUSTOMER))
                    .last()
                    .isInstanceOf(InterventionOpened.class);
            assertThat(status(urged.then(STEP_IN, CUSTOMER))).isEqualTo(Status.PLATFORM_REVIEW);
        }

        @Test
        void is_reminded_once_when_three_quarters_of_their_time_are_over() {
            var soon = evidenceAskedTooLate().whenDue();
            assertThat(soon.now()).isEqualTo(MORNING.plus(Duration.ofHours(2 + 54)));
            assertThat(
                            told(
                                    new Situation(evidenceAskedTooLate().refund(), soon.now()),
                                    PASS,
                                    SYSTEM))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            DeadlineChanged.class,
                            e -> {
                                assertThat(e.what()).isEqualTo(DeadlineKind.EVIDENCE_REMINDER);
                                assertThat(e.after())
                                        .isEqualTo(MORNING.plus(Duration.ofHours(2 + 72)));
                            });
            assertAlreadyDone(soon.later(Duration.ofHours(10)), PASS, SYSTEM);
        }

        @Test
        void who_brings_nothing_may_contest_it_once_and_an_agent_decides() {
            var due = evidenceAsked().later(TERMS.evidenceDeadline());
            assertThat(told(due, PASS, SYSTEM))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            DeadlineChanged.class,
                            e -> {
                                assertThat(e.what()).isEqualTo(DeadlineKind.EVIDENCE);
                                assertThat(e.missed()).isTrue();
                                assertThat(e.after())
                                        .isEqualTo(due.now().plus(TERMS.appealWindow()));
                            });
            assertThat(status(evidenceMissed())).isEqualTo(Status.REJECTED);
            var appeal = new Command.Appeal("商家要的截图不存在", List.of());
            assertThat(told(evidenceMissed(), appeal, CUSTOMER))
                    .hasExactlyElementsOfTypes(RefundAppealed.class, InterventionOpened.class);
            var appealed = evidenceMissed().then(appeal, CUSTOMER);
            assertThat(status(appealed)).isEqualTo(Status.PLATFORM_REVIEW);
            assertThat(RefundMachine.allowed(appealed.refund(), CUSTOMER, appealed.now()))
                    .doesNotContain(Action.APPEAL);
        }

        @Test
        void who_does_not_contest_it_has_a_closed_case_at_the_end_of_the_window() {
            var over = evidenceMissed().later(TERMS.appealWindow());
            assertThat(told(over, PASS, SYSTEM))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            RefundClosed.class,
                            e -> assertThat(e.cause()).isEqualTo(ClosingCause.EVIDENCE_NEVER_CAME));
            assertThat(status(evidenceMissed().overDeadline())).isEqualTo(Status.CLOSED);
        }

        @Test
        void whom_an_agent_asked_in_vain_has_the_agents_word_and_no_closed_case() {
            var asked = taken().then(evidenceFrom(Role.CUSTOMER), AGENT);
            assertThat(status(asked.overDeadline())).isEqualTo(Status.PLATFORM_REVIEW);
            assertThat(asked.overDeadline().refund().dueAt()).isAfter(asked.now());
        }
    }

    /// Asked before there was a limit: nothing about it is on the case.
    @Test
    void a_question_from_before_there_was_a_limit_goes_on_as_it_was() {
        var hands = (Review.MerchantReview) underReview().refund().review();
        var asked = (Review.AwaitingEvidence) evidenceAsked().refund().review();
        var old =
                new Review.AwaitingEvidence(
                        asked.from(),
                        asked.askedBy(),
                        asked.kinds(),
                        asked.text(),
                        asked.askedAt(),
                        asked.deadline(),
                        hands,
                        null,
                        null);
        var waiting = new Situation(underReview().refund().with(old), evidenceAsked().now());
        assertThat(waiting.refund().dueAt()).isEqualTo(asked.deadline());
        var back = waiting.later(Duration.ofHours(50)).then(evidence("1"), CUSTOMER);
        assertThat(back.refund().shownDeadline()).isEqualTo(MORNING.plus(Duration.ofHours(74)));
        assertThat(status(waiting.overDeadline())).isEqualTo(Status.REJECTED);
    }
}
