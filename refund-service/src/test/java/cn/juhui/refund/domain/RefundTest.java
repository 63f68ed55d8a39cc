package cn.juhui.refund.domain;

import static cn.juhui.refund.domain.Situations.ABNORMAL;
import static cn.juhui.refund.domain.Situations.AGENT;
import static cn.juhui.refund.domain.Situations.A_DAY;
import static cn.juhui.refund.domain.Situations.CUSTOMER;
import static cn.juhui.refund.domain.Situations.MERCHANT;
import static cn.juhui.refund.domain.Situations.MORNING;
import static cn.juhui.refund.domain.Situations.OTHER_AGENT;
import static cn.juhui.refund.domain.Situations.PAYOUT_ID;
import static cn.juhui.refund.domain.Situations.PRICE;
import static cn.juhui.refund.domain.Situations.SYSTEM;
import static cn.juhui.refund.domain.Situations.TERMS;
import static cn.juhui.refund.domain.Situations.appealed;
import static cn.juhui.refund.domain.Situations.approved;
import static cn.juhui.refund.domain.Situations.completed;
import static cn.juhui.refund.domain.Situations.completion;
import static cn.juhui.refund.domain.Situations.evidence;
import static cn.juhui.refund.domain.Situations.evidenceAsked;
import static cn.juhui.refund.domain.Situations.evidenceFrom;
import static cn.juhui.refund.domain.Situations.express;
import static cn.juhui.refund.domain.Situations.hold;
import static cn.juhui.refund.domain.Situations.news;
import static cn.juhui.refund.domain.Situations.offer;
import static cn.juhui.refund.domain.Situations.offered;
import static cn.juhui.refund.domain.Situations.overdue;
import static cn.juhui.refund.domain.Situations.rejected;
import static cn.juhui.refund.domain.Situations.reminded;
import static cn.juhui.refund.domain.Situations.requested;
import static cn.juhui.refund.domain.Situations.ruling;
import static cn.juhui.refund.domain.Situations.taken;
import static cn.juhui.refund.domain.Situations.underReview;
import static cn.juhui.refund.domain.Situations.urged;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.RefundRoute;
import cn.juhui.contracts.ReviewTerms.OnMerchantSilence;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.refund.DeadlineChanged;
import cn.juhui.contracts.refund.ExpressApproved;
import cn.juhui.contracts.refund.InterventionOpened;
import cn.juhui.contracts.refund.InterventionTaken;
import cn.juhui.contracts.refund.MerchantApproved;
import cn.juhui.contracts.refund.MerchantOverdue;
import cn.juhui.contracts.refund.MerchantReviewStarted;
import cn.juhui.contracts.refund.OfferDeclined;
import cn.juhui.contracts.refund.RefundClosed;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.contracts.refund.RefundRequested;
import cn.juhui.contracts.refund.RefundRuled;
import cn.juhui.contracts.refund.term.DeadlineKind;
import cn.juhui.contracts.refund.term.InterventionCause;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.refund.domain.Situations.Situation;
import cn.juhui.refund.domain.machine.RefundMachine;
import cn.juhui.refund.domain.machine.Times;
import cn.juhui.refund.domain.state.Payout;
import cn.juhui.refund.domain.state.Review;
import cn.juhui.refund.domain.state.Review.RejectionCode;
import cn.juhui.refund.domain.state.Ruling;
import cn.juhui.refund.domain.state.Status;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RefundTest {

    static List<? extends RefundEvent> told(Situation s, Command command, Actor actor) {
        return RefundMachine.decide(s.refund(), command, actor, s.now())
                        instanceof Decision.Accepted<Refund, RefundEvent, Refusal>(_, var events)
                ? events
                : List.of();
    }

    static Object answer(Situation s, Command command, Actor actor) {
        return RefundMachine.decide(s.refund(), command, actor, s.now());
    }

    static void assertRefused(Situation s, Command command, Actor actor) {
        assertThat(answer(s, command, actor))
                .isEqualTo(Decision.refused(new Refusal.NotAllowedNow(s.refund().status())));
    }

    /// To urge; but not then any more.
    static void assertTooEarly(Situation s, Instant from) {
        assertThat(answer(s, new Command.Urge(), CUSTOMER))
                .isEqualTo(Decision.refused(new Refusal.TooEarly(status(s), from)));
    }

    static void assertAlreadyDone(Situation s, Command command, Actor actor) {
        assertThat(answer(s, command, actor)).isInstanceOf(Decision.AlreadyDone.class);
    }

    static Status status(Situation s) {
        return s.refund().status();
    }

    @Nested
    class An_application {

        @Test
        void is_told_with_what_was_asked_for() {
            var applied =
                    RefundMachine.apply(
                            Situations.ID,
                            requested(Money.cny(100)).refund().application(),
                            List.of(),
                            MORNING);
            assertThat(applied.events())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            RefundRequested.class,
                            e -> assertThat(e.requestedAmount()).isEqualTo(Money.cny(100)));
        }

        @Test
        void waits_for_the_order_and_can_be_withdrawn_meanwhile() {
            assertThat(status(requested())).isEqualTo(Status.REQUESTED);
            var withdrawn = requested().then(new Command.Withdraw(), CUSTOMER);
            assertThat(status(withdrawn)).isEqualTo(Status.WITHDRAWN);
            var late = new Command.RecordHold(hold(RefundRoute.EXPRESS, TERMS));
            assertAlreadyDone(withdrawn, late, SYSTEM);
        }

        @Test
        void that_is_express_is_approved_at_once() {
            var command = new Command.RecordHold(hold(RefundRoute.EXPRESS, TERMS));
            assertThat(told(requested(), command, SYSTEM))
                    .singleElement()
                    .isInstanceOf(ExpressApproved.class);
            assertThat(status(express())).isEqualTo(Status.PAYING);
            assertThat(express().refund().approved()).isEqualTo(PRICE);
        }

        @Test
        void that_is_not_express_waits_for_the_merchant_on_a_clock() {
            var command = new Command.RecordHold(hold(RefundRoute.MERCHANT_REVIEW, TERMS));
            assertThat(told(requested(), command, SYSTEM))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            MerchantReviewStarted.class,
                            e -> assertThat(e.deadline()).isEqualTo(MORNING.plus(A_DAY)));
        }
    }

    @Nested
    class The_merchant {

        @Test
        void approves_all_that_is_held() {
            assertThat(told(underReview(), new Command.Approve(null), MERCHANT))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            MerchantApproved.class,
                            e -> {
                                assertThat(e.amount()).isEqualTo(PRICE);
                                assertThat(e.bySilence()).isFalse();
                            });
        }

        @Test
        void approves_no_other_amount_than_was_applied_for() {
            assertThat(answer(underReview(), new Command.Approve(Money.cny(1)), MERCHANT))
                    .isEqualTo(Decision.refused(new Refusal.LessNeedsOffer(PRICE)));
            assertThat(answer(underReview(), new Command.Approve(Money.cny(9901)), MERCHANT))
                    .isEqualTo(Decision.refused(new Refusal.AmountTooHigh(PRICE)));
            assertThat(answer(underReview(), new Command.Approve(new Money(1, "USD")), MERCHANT))
                    .isEqualTo(Decision.refused(new Refusal.CurrencyDiffers("CNY")));
        }

        @Test
        void clicking_twice_approves_once() {
            assertAlreadyDone(approved(), new Command.Approve(null), MERCHANT);
            assertAlreadyDone(completed(), new Command.Approve(null), MERCHANT);
        }

        @Test
        void clicking_too_late_is_told_so() {
            var withdrawn = underReview().then(new Command.Withdraw(), CUSTOMER);
            assertRefused(withdrawn, new Command.Approve(null), MERCHANT);
            assertRefused(appealed(), new Command.Approve(null), MERCHANT);
            assertRefused(express(), new Command.Approve(null), MERCHANT);
            assertRefused(approved(), new Command.Reject(RejectionCode.OTHER, "晚了"), MERCHANT);
        }

        @Test
        void can_still_decide_when_overdue() {
            assertThat(status(overdue().then(new Command.Approve(null), MERCHANT)))
                    .isEqualTo(Status.PAYING);
        }

        @Test
        void does_nothing_that_is_the_customers() {
            assertThat(answer(underReview(), new Command.Withdraw(), MERCHANT))
                    .isEqualTo(Decision.refused(new Refusal.NotForThisRole()));
        }
    }

    @Nested
    class The_clock {

        @Test
        void does_nothing_before_a_deadline() {
            assertAlreadyDone(underReview(), new Command.PassDeadline(), SYSTEM);
        }

        @Test
        void marks_the_merchant_overdue_and_then_escalates() {
            var due = underReview().later(A_DAY);
            assertThat(told(due, new Command.PassDeadline(), SYSTEM))
                    .singleElement()
                    .isInstanceOf(MerchantOverdue.class);
            var graceOver = overdue().later(TERMS.silenceGrace());
            assertThat(told(graceOver, new Command.PassDeadline(), SYSTEM))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            InterventionOpened.class,
                            e ->
                                    assertThat(e.cause())
                                            .isEqualTo(InterventionCause.MERCHANT_SILENT));
            assertThat(status(overdue().overDeadline())).isEqualTo(Status.PLATFORM_REVIEW);
        }

        @Test
        void approves_for_the_silent_merchant_where_the_policy_says_so() {
            var silent = underReview(Situations.terms(OnMerchantSilence.APPROVE)).overDeadline();
            assertThat(told(silent.later(A_DAY), new Command.PassDeadline(), SYSTEM))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            MerchantApproved.class, e -> assertThat(e.bySilence()).isTrue());
        }

        @Test
        void closes_a_rejected_case_when_the_time_to_appeal_is_over() {
            var closed = rejected(RejectionCode.CARD_USED).overDeadline();
            assertThat(status(closed)).isEqualTo(Status.CLOSED);
            assertThat(closed.refund().dueAt()).isNull();
        }

        @Test
        void gives_an_unanswered_offer_to_the_platform() {
            assertThat(status(offered().overDeadline())).isEqualTo(Status.PLATFORM_REVIEW);
        }

        @Test
        void keeps_a_late_ruling_open_and_says_so_in_the_history() {
            var late = appealed().later(Times.RULING_TIME);
            assertThat(told(late, new Command.PassDeadline(), SYSTEM))
                    .singleElement()
                    .isInstanceOf(DeadlineChanged.class);
            assertThat(status(appealed().overDeadline())).isEqualTo(Status.PLATFORM_REVIEW);
        }
    }

    @Nested
    class The_reminder {

        @Test
        void comes_once_when_three_quarters_of_the_time_are_over() {
            var soon = underReview().later(Duration.ofHours(18));
            assertAlreadyDone(
                    underReview().later(Duration.ofHours(17)), new Command.PassDeadline(), SYSTEM);
            assertThat(told(soon, new Command.PassDeadline(), SYSTEM))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            DeadlineChanged.class,
                            e -> {
                                assertThat(e.what()).isEqualTo(DeadlineKind.REMINDER);
                                assertThat(e.after()).isEqualTo(MORNING.plus(A_DAY));
                            });
            assertAlreadyDone(
                    reminded().later(Duration.ofHours(5)), new Command.PassDeadline(), SYSTEM);
        }

        @Test
        void comes_to_agents_too_once_and_stands_still_while_evidence_is_waited_for() {
            var soon = appealed().later(Duration.ofHours(36));
            var until = appealed().now().plus(Times.RULING_TIME);
            assertAlreadyDone(
                    appealed().later(Duration.ofHours(35)), new Command.PassDeadline(), SYSTEM);
            assertThat(told(soon, new Command.PassDeadline(), SYSTEM))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            DeadlineChanged.class,
                            e -> {
                                assertThat(e.what()).isEqualTo(DeadlineKind.INTERVENTION_REMINDER);
                                assertThat(e.missed()).isNotEqualTo(true);
                                assertThat(e.after()).isEqualTo(until);
                            });
            var reminded = appealed().whenDue();
            assertThat(reminded.refund().overdue()).isFalse();
            assertThat(reminded.refund().dueAt()).isEqualTo(until);
            assertAlreadyDone(
                    reminded.later(Duration.ofHours(5)), new Command.PassDeadline(), SYSTEM);
            var back =
                    appealed()
                            .then(new Command.Take(), AGENT)
                            .then(evidenceFrom(Role.CUSTOMER), AGENT)
                            .later(Duration.ofHours(20))
                            .then(evidence("1"), CUSTOMER);
            assertThat(back.refund().dueAt()).isEqualTo(until.plus(Duration.ofHours(20 - 12)));
        }

        @Test
        void that_nobody_was_there_to_give_is_left_out_when_the_deadline_is_over_too() {
            assertThat(told(underReview().later(A_DAY), new Command.PassDeadline(), SYSTEM))
                    .singleElement()
                    .isInstanceOf(MerchantOverdue.class);
        }

        @Test
        void waits_while_the_clock_stands_still() {
            var back = evidenceAsked().later(Duration.ofHours(20)).then(evidence("1"), CUSTOMER);
            assertThat(back.refund().dueAt()).isEqualTo(MORNING.plus(Duration.ofHours(30)));
        }
    }

    @Nested
    class Evidence {

        @Test
        void that_was_asked_for_stops_the_clock_of_who_asked() {
            var supplied = evidenceAsked().later(Duration.ofHours(5)).then(evidence("1"), CUSTOMER);
            assertThat(status(supplied)).isEqualTo(Status.MERCHANT_REVIEW);
            assertThat(supplied.refund().shownDeadline())
                    .isEqualTo(MORNING.plus(A_DAY).plus(Duration.ofHours(5)));
        }

        @Test
        void can_be_added_without_being_asked_for_and_counts_once() {
            var added = underReview().then(evidence("1"), CUSTOMER);
            assertThat(added.refund().evidenceIds()).hasSize(2);
            assertAlreadyDone(added, evidence("1"), CUSTOMER);
        }

        @Test
        void of_the_other_side_does_not_end_the_waiting() {
            var other = evidenceAsked().then(evidence("2"), MERCHANT);
            assertThat(status(other)).isEqualTo(Status.AWAITING_EVIDENCE);
        }

        @Test
        void that_a_merchant_owes_and_does_not_bring_leaves_the_case_to_the_agent() {
            var asked = taken().then(evidenceFrom(Role.MERCHANT), AGENT);
            assertThat(status(asked.overDeadline())).isEqualTo(Status.PLATFORM_REVIEW);
        }

        @Test
        void lets_a_rejected_application_come_back() {
            var again = new Command.Resubmit(List.of("evd_" + "3".repeat(32)), "重新截图了");
            var resubmitted =
                    rejected(RejectionCode.INSUFFICIENT_EVIDENCE)
                            .later(A_DAY)
                            .then(again, CUSTOMER);
            assertThat(status(resubmitted)).isEqualTo(Status.MERCHANT_REVIEW);
            assertThat(resubmitted.refund().shownDeadline())
                    .isEqualTo(MORNING.plus(A_DAY).plus(A_DAY));
            assertRefused(rejected(RejectionCode.CARD_USED), again, CUSTOMER);
        }
    }

    @Nested
    class The_customer {

        @Test
        void urges_only_after_the_deadline_and_once_per_interval() {
            assertTooEarly(underReview(), MORNING.plus(TERMS.reviewDeadline()));
            assertTooEarly(urged(), urged().now().plus(TERMS.urgeInterval()));
            var again = urged().later(TERMS.urgeInterval()).then(new Command.Urge(), CUSTOMER);
            assertThat(again.refund().review())
                    .isInstanceOfSatisfying(
                            Review.OverdueReview.class, s -> assertThat(s.urges()).isEqualTo(2));
        }

        @Test
        void asks_the_platform_to_step_in_when_urging_did_not_help() {
            var request = new Command.RequestIntervention("商家不回复", List.of());
            assertRefused(overdue(), request, CUSTOMER);
            assertThat(status(urged().then(request, CUSTOMER))).isEqualTo(Status.PLATFORM_REVIEW);
        }

        @Test
        void accepts_an_offer_for_its_amount() {
            var accepted = offered().then(new Command.AcceptOffer(), CUSTOMER);
            assertThat(status(accepted)).isEqualTo(Status.PAYING);
            assertThat(accepted.refund().approved()).isEqualTo(Money.cny(5000));
        }

        @Test
        void declining_an_offer_brings_the_platform_in() {
            assertThat(told(offered(), new Command.DeclineOffer(), CUSTOMER))
                    .hasExactlyElementsOfTypes(OfferDeclined.class, InterventionOpened.class);
        }

        @Test
        void appeals_within_the_window_and_the_rounds() {
            assertThat(status(appealed())).isEqualTo(Status.PLATFORM_REVIEW);
            assertThat(appealed().refund().appeals()).isEqualTo(1);
        }

        @Test
        void withdraws_whenever_nothing_is_approved() {
            for (var s :
                    List.of(
                            requested(),
                            underReview(),
                            overdue(),
                            offered(),
                            evidenceAsked(),
                            taken())) {
                var withdrawn = s.then(new Command.Withdraw(), CUSTOMER);
                assertThat(status(withdrawn)).isEqualTo(Status.WITHDRAWN);
                assertThat(withdrawn.refund().dueAt()).isNull();
            }
            assertRefused(approved(), new Command.Withdraw(), CUSTOMER);
        }
    }

    @Nested
    class An_offer {

        @Test
        void is_above_nothing_and_at_most_what_is_held() {
            assertThat(answer(underReview(), offer(Money.cny(0)), MERCHANT))
                    .isEqualTo(Decision.refused(new Refusal.AmountNotPositive()));
            assertThat(answer(underReview(), offer(Money.cny(9901)), MERCHANT))
                    .isEqualTo(Decision.refused(new Refusal.AmountTooHigh(PRICE)));
        }
    }

    @Nested
    class A_ruling {

        private Command.Rule ratio(String ratio) {
            return new Command.Rule(
                    Ruling.Kind.RATIO,
                    new BigDecimal(ratio),
                    null,
                    "R4",
                    "按实际使用退款",
                    Ruling.CostBearer.MERCHANT);
        }

        @Test
        void pays_the_share_rounded_down() {
            assertThat(taken().then(ratio("0.333333"), AGENT).refund().approved())
                    .isEqualTo(Money.cny(3299));
        }

        @Test
        void is_complete_or_refused() {
            for (var bad : List.of(ratio("0"), ratio("1.1"), ratio("-1"))) {
                assertIncomplete(bad, false);
            }
            assertIncomplete(ruling(Ruling.Kind.RATIO), false);
            assertIncomplete(ruling(Ruling.Kind.AMOUNT), true);
            var half = new BigDecimal("0.5");
            var some = Money.cny(100);
            assertIncomplete(with(Ruling.Kind.FULL, half, null), false);
            assertIncomplete(with(Ruling.Kind.REFUSE, null, some), true);
            assertIncomplete(with(Ruling.Kind.AMOUNT, half, some), false);
            assertIncomplete(with(Ruling.Kind.RATIO, half, some), true);
        }

        private static Command.Rule with(
                Ruling.Kind kind, @Nullable BigDecimal ratio, @Nullable Money amount) {
            return new Command.Rule(kind, ratio, amount, "R4", "按使用情况", Ruling.CostBearer.MERCHANT);
        }

        private static void assertIncomplete(Command.Rule bad, boolean inAmount) {
            assertThat(answer(taken(), bad, AGENT))
                    .isEqualTo(
                            Decision.refused(
                                    new Refusal.RulingIncomplete(bad.decision(), inAmount)));
        }

        @Test
        void of_no_refund_closes_the_case() {
            assertThat(told(taken(), ruling(Ruling.Kind.REFUSE), AGENT))
                    .hasExactlyElementsOfTypes(RefundRuled.class, RefundClosed.class);
            assertThat(status(taken().then(ruling(Ruling.Kind.REFUSE), AGENT)))
                    .isEqualTo(Status.CLOSED);
        }

        @Test
        void is_made_by_the_agent_who_took_the_case() {
            assertRefused(taken(), ruling(Ruling.Kind.FULL), OTHER_AGENT);
            var handedOver = taken().then(new Command.Take(), OTHER_AGENT);
            assertThat(status(handedOver.then(ruling(Ruling.Kind.FULL), OTHER_AGENT)))
                    .isEqualTo(Status.PAYING);
        }

        @Test
        void can_be_made_at_any_open_time() {
            for (var open :
                    List.of(
                            underReview(),
                            overdue(),
                            offered(),
                            evidenceAsked(),
                            rejected(RejectionCode.CARD_USED))) {
                assertThat(told(open, ruling(Ruling.Kind.FULL), AGENT))
                        .hasExactlyElementsOfTypes(
                                InterventionOpened.class,
                                InterventionTaken.class,
                                RefundRuled.class);
                assertThat(status(open.then(ruling(Ruling.Kind.FULL), AGENT)))
                        .isEqualTo(Status.PAYING);
            }
        }

        @Test
        void can_follow_on_a_case_that_an_agent_took_out_of_the_merchants_hands() {
            var forced =
                    underReview()
                            .then(new Command.Take(), AGENT)
                            .then(ruling(Ruling.Kind.FULL), AGENT);
            assertThat(status(forced)).isEqualTo(Status.PAYING);
        }
    }

    @Nested
    class The_payout {

        private final Payout reversed =
                new Payout.Reversed(PAYOUT_ID, PaymentChannel.ALIPAY, "RETURNED", null);

        @Test
        void completes_the_case_even_late() {
            assertThat(status(completed())).isEqualTo(Status.COMPLETED);
            var late = approved().then(news(ABNORMAL), SYSTEM).then(completion("cr_2"), SYSTEM);
            assertThat(status(late)).isEqualTo(Status.COMPLETED);
        }

        @Test
        void that_succeeded_is_not_undone_by_old_news() {
            assertAlreadyDone(completed(), news(ABNORMAL), SYSTEM);
            assertAlreadyDone(completed(), completion("cr_1"), SYSTEM);
        }

        @Test
        void that_was_taken_back_reopens_the_case() {
            var takenBack = completed().then(news(reversed), SYSTEM);
            assertThat(status(takenBack)).isEqualTo(Status.PAYOUT_ABNORMAL);
            assertAlreadyDone(takenBack, completion("cr_1"), SYSTEM);
            assertThat(status(takenBack.then(completion("cr_2"), SYSTEM)))
                    .isEqualTo(Status.COMPLETED);
        }

        @Test
        void is_never_heard_of_before_an_approval() {
            assertRefused(underReview(), completion("cr_1"), SYSTEM);
        }
    }
}
