package cn.juhui.refund.domain;

import static cn.juhui.refund.domain.RefundTest.answer;
import static cn.juhui.refund.domain.RefundTest.assertAlreadyDone;
import static cn.juhui.refund.domain.RefundTest.assertRefused;
import static cn.juhui.refund.domain.RefundTest.status;
import static cn.juhui.refund.domain.RefundTest.told;
import static cn.juhui.refund.domain.Situations.AGENT;
import static cn.juhui.refund.domain.Situations.CUSTOMER;
import static cn.juhui.refund.domain.Situations.MERCHANT;
import static cn.juhui.refund.domain.Situations.SYSTEM;
import static cn.juhui.refund.domain.Situations.approved;
import static cn.juhui.refund.domain.Situations.claim;
import static cn.juhui.refund.domain.Situations.claimed;
import static cn.juhui.refund.domain.Situations.completed;
import static cn.juhui.refund.domain.Situations.evidence;
import static cn.juhui.refund.domain.Situations.evidenceFrom;
import static cn.juhui.refund.domain.Situations.express;
import static cn.juhui.refund.domain.Situations.offered;
import static cn.juhui.refund.domain.Situations.rejected;
import static cn.juhui.refund.domain.Situations.requested;
import static cn.juhui.refund.domain.Situations.ruling;
import static cn.juhui.refund.domain.Situations.stop;
import static cn.juhui.refund.domain.Situations.stopped;
import static cn.juhui.refund.domain.Situations.taken;
import static cn.juhui.refund.domain.Situations.used;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.RuleOutcome;
import cn.juhui.contracts.refund.InterventionOpened;
import cn.juhui.contracts.refund.PayoutStopped;
import cn.juhui.contracts.refund.RefundClosed;
import cn.juhui.contracts.refund.RefundRuled;
import cn.juhui.contracts.refund.UseClaimed;
import cn.juhui.refund.domain.machine.RefundMachine;
import cn.juhui.refund.domain.machine.Times;
import cn.juhui.refund.domain.state.Hold;
import cn.juhui.refund.domain.state.Review.RejectionCode;
import cn.juhui.refund.domain.state.Ruling;
import cn.juhui.refund.domain.state.Status;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What a party says decides nothing; what a neutral source says stops a payout, and people decide anew.
class ClaimTest {

    @Nested
    class A_claim {

        @Test
        void is_kept_and_told_and_changes_nothing_wherever_the_case_stands() {
            var news = new Command.RecordClaim(claim("买家已经充值"));
            Situations.all()
                    .forEach((name, s) -> {
                        if (s.refund().hold() == null || !s.refund().held().claimed().isEmpty()) {
                            return;
                        }
                        var after = s.then(news, SYSTEM).refund();
                        assertThat(told(s, news, SYSTEM))
                                .as(name)
                                .singleElement()
                                .isInstanceOf(UseClaimed.class);
                        assertThat(after.held().claimed())
                                .as(name)
                                .containsExactly(claim("买家已经充值"));
                        assertThat(after.with(s.refund().held())).as(name).isEqualTo(s.refund());
                    });
        }

        @Test
        void is_kept_once_and_no_more_than_twenty_of_them() {
            var news = new Command.RecordClaim(claim("买家已经充值"));
            assertAlreadyDone(claimed(taken()), news, SYSTEM);
            assertAlreadyDone(requested(), news, SYSTEM);
            var many = taken();
            for (var i = 0; i < Hold.MAX_CLAIMS; i++) {
                many = many.then(new Command.RecordClaim(claim("第 " + i + " 次")), SYSTEM);
            }
            assertAlreadyDone(many, new Command.RecordClaim(claim("还有")), SYSTEM);
        }

        @Test
        void can_be_answered_by_the_customer_as_long_as_the_case_is_open() {
            Situations.all()
                    .forEach((name, s) -> {
                        if (s.refund().hold() == null || s.refund().status().ends()) {
                            return;
                        }
                        var against = s.refund().held().claimed().isEmpty() ? claimed(s) : s;
                        assertThat(RefundMachine.allowed(against.refund(), CUSTOMER, s.now()))
                                .as(name)
                                .contains(Action.EVIDENCE);
                    });
            assertRefused(offered(), evidence("1"), CUSTOMER);
            assertRefused(claimed(offered()), evidence("1"), MERCHANT);
            var answered = claimed(offered()).then(evidence("1"), CUSTOMER);
            assertThat(status(answered)).isEqualTo(Status.OFFERED);
        }
    }

    @Nested
    class A_stopped_payout {

        @Test
        void goes_back_to_the_platform_with_what_is_known_now_on_whatever_the_approval_rested() {
            for (var s :
                    List.of(approved(), express(), taken().then(ruling(Ruling.Kind.FULL), AGENT))) {
                assertThat(told(s, stop(), SYSTEM))
                        .hasExactlyElementsOfTypes(PayoutStopped.class, InterventionOpened.class);
                var stopped = s.then(stop(), SYSTEM);
                assertThat(status(stopped)).isEqualTo(Status.PLATFORM_REVIEW);
                assertThat(stopped.refund().approved()).isNull();
                assertThat(stopped.refund().held().known()).isEqualTo(used());
                assertThat(stopped.refund().decidesAt()).isEqualTo(s.now().plus(Times.RULING_TIME));
                assertAlreadyDone(stopped, stop(), SYSTEM);
                assertRefused(stopped, new Command.Approve(null), MERCHANT);
            }
        }

        @Test
        void is_paid_after_all_when_an_agent_rules_so() {
            var ruled = stopped().then(ruling(Ruling.Kind.FULL), AGENT);
            assertThat(status(ruled)).isEqualTo(Status.PAYING);
            assertThat(status(ruled.then(Situations.completion("cr_1"), SYSTEM)))
                    .isEqualTo(Status.COMPLETED);
            assertThat(status(ruled.then(stop(), SYSTEM))).isEqualTo(Status.PLATFORM_REVIEW);
        }

        @Test
        void ends_without_money_only_by_an_agents_word() {
            assertThat(told(stopped(), ruling(Ruling.Kind.REFUSE), AGENT))
                    .hasAtLeastOneElementOfType(RefundRuled.class)
                    .hasAtLeastOneElementOfType(RefundClosed.class);
            assertThat(status(stopped().then(ruling(Ruling.Kind.REFUSE), AGENT)))
                    .isEqualTo(Status.CLOSED);
            var asked = stopped().then(evidenceFrom(Role.CUSTOMER), AGENT);
            assertThat(status(asked.overDeadline())).isEqualTo(Status.PLATFORM_REVIEW);
            assertThat(status(stopped().overDeadline())).isEqualTo(Status.PLATFORM_REVIEW);
        }

        @Test
        void of_an_order_that_holds_nothing_goes_to_the_platform_as_well() {
            var rule =
                    new RuleOutcome("R6", RuleOutcome.Outcome.BLOCKED, "APPROVAL_NOT_HELD", null);
            var declined = new Command.RecordHoldDeclined(List.of(rule));
            for (var s : List.of(approved(), express())) {
                assertThat(status(s.then(declined, SYSTEM))).isEqualTo(Status.PLATFORM_REVIEW);
            }
            assertThat(status(requested().then(declined, SYSTEM))).isEqualTo(Status.DECLINED);
        }

        @Test
        void is_never_heard_of_where_nothing_was_approved_or_the_money_moved_already() {
            assertRefused(taken(), stop(), SYSTEM);
            assertRefused(completed(), stop(), SYSTEM);
            assertThat(answer(rejected(RejectionCode.OTHER), stop(), SYSTEM))
                    .isInstanceOf(cn.juhui.platform.kernel.Decision.Refused.class);
        }
    }
}
