package cn.juhui.refund.domain;

import static cn.juhui.refund.domain.RefundTest.assertAlreadyDone;
import static cn.juhui.refund.domain.RefundTest.status;
import static cn.juhui.refund.domain.RefundTest.told;
import static cn.juhui.refund.domain.Situations.AGENT;
import static cn.juhui.refund.domain.Situations.CUSTOMER;
import static cn.juhui.refund.domain.Situations.MERCHANT;
import static cn.juhui.refund.domain.Situations.MORNING;
import static cn.juhui.refund.domain.Situations.OTHER_AGENT;
import static cn.juhui.refund.domain.Situations.PAYOUT_ID;
import static cn.juhui.refund.domain.Situations.SYSTEM;
import static cn.juhui.refund.domain.Situations.TERMS;
import static cn.juhui.refund.domain.Situations.agentOpened;
import static cn.juhui.refund.domain.Situations.completion;
import static cn.juhui.refund.domain.Situations.express;
import static cn.juhui.refund.domain.Situations.hold;
import static cn.juhui.refund.domain.Situations.news;
import static cn.juhui.refund.domain.Situations.requested;
import static cn.juhui.refund.domain.Situations.ruling;
import static cn.juhui.refund.domain.Situations.useDisputed;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.RefundRoute;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.refund.DeadlineChanged;
import cn.juhui.contracts.refund.MerchantReviewStarted;
import cn.juhui.contracts.refund.term.DeadlineKind;
import cn.juhui.contracts.refund.term.LateMoneyReason;
import cn.juhui.refund.domain.Situations.Situation;
import cn.juhui.refund.domain.machine.RefundMachine;
import cn.juhui.refund.domain.state.Payout;
import cn.juhui.refund.domain.state.Review;
import cn.juhui.refund.domain.state.Ruling;
import cn.juhui.refund.domain.state.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What the platform promises is on a clock, too: the answer of the order, the half hour of an express refund, and the merchant's review of what an
/// agent opened.
class ClocksOfThePlatformTest {

    private static final Command PASS = new Command.PassDeadline();

    private static Payout.Pending pending(Duration fromMorning) {
        return new Payout.Pending(
                PAYOUT_ID, PaymentChannel.ALIPAY, "cr_1", MORNING.plus(fromMorning), null);
    }

    @Nested
    class An_application_without_an_answer {

        @Test
        void is_late_after_a_minute_and_never_ended_by_that() {
            var due = requested().later(Duration.ofMinutes(1));
            assertThat(told(due, PASS, SYSTEM))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            DeadlineChanged.class,
                            e -> {
                                assertThat(e.what()).isEqualTo(DeadlineKind.HOLD);
                                assertThat(e.missed()).isTrue();
                            });
            var late = requested().whenDue();
            assertThat(status(late)).isEqualTo(Status.REQUESTED);
            assertThat(late.refund().overdue()).isTrue();
            assertThat(requested().refund().overdue()).isFalse();
        }

        @Test
        void is_late_once() {
            assertThat(requested().whenDue().refund().dueAt()).isNull();
        }

        @Test
        void goes_on_when_it_comes_and_what_comes_again_is_nothing_new() {
            var answer = new Command.RecordHold(hold(RefundRoute.MERCHANT_REVIEW, TERMS));
            var held = requested().whenDue().then(answer, SYSTEM);
            assertThat(status(held)).isEqualTo(Status.MERCHANT_REVIEW);
            assertThat(held.refund().overdue()).isFalse();
            assertAlreadyDone(held, answer, SYSTEM);
            var no = new Command.RecordHoldDeclined(List.of());
            assertAlreadyDone(requested().whenDue().then(no, SYSTEM), no, SYSTEM);
        }

        @Test
        void from_before_it_had_a_clock_waits_for_the_event() {
            var old = requested().refund().with(new Review.Requested(null, null));
            assertThat(old.dueAt()).isNull();
            assertThat(old.overdue()).isFalse();
        }
    }

    @Nested
    class An_express_refund {

        private static final Instant PROMISED = MORNING.plus(Duration.ofMinutes(30));

        @Test
        void has_half_an_hour_from_its_approval() {
            assertThat(express().refund().payBy()).isEqualTo(PROMISED);
            var late = express().whenDue();
            assertThat(late.refund().overdue()).isTrue();
            assertThat(status(late)).isEqualTo(Status.PAYING);
            assertThat(late.then(completion("cr_1"), SYSTEM).refund().overdue()).isFalse();
        }

        @Test
        void is_not_given_more_time_by_the_channel() {
            var accepted = express().then(news(pending(Duration.ofHours(2))), SYSTEM);
            assertThat(accepted.refund().dueAt()).isEqualTo(PROMISED);
            var late = accepted.whenDue();
            assertThat(late.refund().overdue()).isTrue();
            assertThat(late.refund().payBy()).isEqualTo(MORNING.plus(Duration.ofHours(2)));
        }

        @Test
        void that_is_late_stays_late_until_it_is_paid_and_has_the_channels_new_estimate() {
            var late = express().whenDue().then(news(pending(Duration.ofHours(5))), SYSTEM);
            assertThat(late.refund().overdue()).isTrue();
            assertThat(late.refund().payBy()).isEqualTo(MORNING.plus(Duration.ofHours(5)));
        }

        @Test
        void tells_why_it_is_late_and_what_to_expect() {
            var alipay = PaymentChannel.ALIPAY;
            assertReason(express(), LateMoneyReason.NOT_SENT, Duration.ofMinutes(30 + 180));
            assertReason(
                    express().then(news(pending(Duration.ofMinutes(90))), SYSTEM),
                    LateMoneyReason.WITH_CHANNEL,
                    Duration.ofMinutes(90));
            assertReason(
                    express().then(news(new Payout.Unknown(PAYOUT_ID, alipay, "TIMEOUT")), SYSTEM),
                    LateMoneyReason.ANSWER_UNKNOWN,
                    Duration.ofMinutes(30 + 180));
            assertReason(
                    express().then(news(new Payout.Failed(PAYOUT_ID, alipay, "BALANCE")), SYSTEM),
                    LateMoneyReason.CHANNEL_REFUSED,
                    Duration.ofMinutes(30 + 180));
        }

        private void assertReason(Situation paying, LateMoneyReason reason, Duration next) {
            assertThat(told(paying.later(Duration.ofMinutes(30)), PASS, SYSTEM))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            DeadlineChanged.class,
                            e -> {
                                assertThat(e.what()).isEqualTo(DeadlineKind.PAYOUT);
                                assertThat(e.missed()).isTrue();
                                assertThat(e.reason()).isEqualTo(reason);
                                assertThat(e.after()).isEqualTo(MORNING.plus(next));
                            });
        }
    }

    @Nested
    class A_case_that_an_agent_opened {

        @Test
        void is_the_merchants_to_review_like_any_other() {
            var hold = new Command.RecordHold(hold(RefundRoute.AGENT, TERMS));
            assertThat(told(Situations.requestedBy(AGENT), hold, SYSTEM))
                    .singleElement()
                    .isInstanceOf(MerchantReviewStarted.class);
            assertThat(status(agentOpened())).isEqualTo(Status.MERCHANT_REVIEW);
            assertThat(status(agentOpened().then(new Command.Approve(null), MERCHANT)))
                    .isEqualTo(Status.PAYING);
            assertThat(agentOpened().overDeadline().refund().overdue()).isTrue();
        }

        @Test
        void is_taken_over_by_an_agent_who_wants_to() {
            assertThat(status(agentOpened().then(new Command.Take(), AGENT)))
                    .isEqualTo(Status.PLATFORM_REVIEW);
            assertThat(status(agentOpened().then(ruling(Ruling.Kind.FULL), AGENT)))
                    .isEqualTo(Status.PAYING);
        }

        @Test
        void with_a_disputed_use_may_be_ruled_by_its_opener_and_is_confirmed_by_another() {
            var proposed = useDisputed().then(Situations.ruling(Ruling.Kind.FULL), AGENT);
            assertThat(status(proposed)).isEqualTo(Status.PLATFORM_REVIEW);
            assertThat(RefundMachine.allowed(proposed.refund(), AGENT, proposed.now()))
                    .doesNotContain(Action.RULING_CONFIRMATION);
            assertThat(RefundMachine.allowed(proposed.refund(), OTHER_AGENT, proposed.now()))
                    .contains(Action.RULING_CONFIRMATION);
            assertThat(status(useDisputed().then(new Command.Take(), OTHER_AGENT)))
                    .isEqualTo(Status.PLATFORM_REVIEW);
            assertThat(status(useDisputed().then(new Command.Withdraw(), CUSTOMER)))
                    .isEqualTo(Status.WITHDRAWN);
        }
    }
}
