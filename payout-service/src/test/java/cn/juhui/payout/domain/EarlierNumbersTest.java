package cn.juhui.payout.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Event;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.payout.PayoutCompleted;
import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.contracts.payout.PayoutPaidTwice;
import cn.juhui.contracts.payout.PayoutPaidTwiceUndone;
import cn.juhui.payout.domain.Answer.Why;
import cn.juhui.payout.domain.PayoutCommand.NoteAnswer;
import cn.juhui.payout.domain.PayoutCommand.NoteReversal;
import cn.juhui.payout.domain.PayoutCommand.Reissue;
import cn.juhui.payout.domain.PayoutCommand.ResumeRetry;
import cn.juhui.payout.domain.PayoutCommand.RetryNow;
import cn.juhui.payout.domain.account.Destination;
import cn.juhui.payout.domain.calendar.WorkingCalendar;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.kernel.Decision;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// A payout whose first number was stuck, and what that number can still do to it after a second one took its place.
class EarlierNumbersTest {

    private static final String FIRST = "pay_0123456789abcdef0123456789abcdef-1";
    private static final String SECOND = "pay_0123456789abcdef0123456789abcdef-2";
    private static final Instant T0 = Instant.parse("2026-11-24T02:00:00Z");
    private static final Instant LATER = T0.plus(Duration.ofMinutes(10));
    private static final Answer.Settled SETTLED = new Answer.Settled("W1", LATER);
    private static final Answer LOST = new Answer.Unknown(Why.TIMEOUT);
    private static final Answer STUCK = new Answer.Abnormal("ACCOUNT_CLOSED");
    private static final WorkingCalendar CALENDAR = new WorkingCalendar(List.of());
    private static final Destination CARD =
            new Destination("acc_1", PaymentChannel.BANK_CARD, "6222 **** **** 0123");

    private Payout payout = aReissuedPayout();
    private List<PayoutEvent> told = List.of();

    private static Payout aReissuedPayout() {
        var payout =
                PayoutMachine.initiate(
                        "rfd_0123456789abcdef0123456789abcdef",
                        "ord_1",
                        "cus_1",
                        "mer_1",
                        Money.cny(9900),
                        PaymentChannel.WECHAT_PAY,
                        "T1",
                        T0,
                        CALENDAR);
        var stuck = accepted(payout, new NoteAnswer(FIRST, 1, STUCK, T0)).aggregate();
        var asked = accepted(stuck, new Reissue(CARD, T0)).aggregate();
        return accepted(asked, new NoteAnswer(FIRST, asked.turn(), STUCK, T0)).aggregate();
    }

    private static Decision.Accepted<Payout, PayoutEvent, PayoutRefusal> accepted(
            Payout payout, PayoutCommand command) {
        var decision = PayoutMachine.decide(payout, command, CALENDAR);
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        return (Decision.Accepted<Payout, PayoutEvent, PayoutRefusal>) decision;
    }

    private void tell(PayoutCommand command) {
        var yes = accepted(payout, command);
        payout = yes.aggregate();
        told = yes.events();
    }

    private void says(String number, Answer answer, Instant at) {
        tell(new NoteAnswer(number, payout.turn(), answer, at));
    }

    private void says(String number, Answer answer) {
        says(number, answer, LATER);
    }

    private void takesBack(String number) {
        tell(new NoteReversal(number, "RETURNED", LATER));
    }

    private List<String> toldTypes() {
        return told.stream().map(Event::type).toList();
    }

    private void isAlreadyDone(PayoutCommand command) {
        assertThat(PayoutMachine.decide(payout, command, CALENDAR))
                .isEqualTo(Decision.alreadyDone());
    }

    private String settledBy() {
        return Objects.requireNonNull(payout.settled()).payoutNo();
    }

    private List<String> lost() {
        return payout.paidTooOften().stream().map(Attempt::payoutNo).toList();
    }

    @Nested
    class While_it_is_watched {

        @Test
        void it_is_asked_about_ever_more_slowly_for_thirty_days() {
            says(SECOND, SETTLED, T0);
            var asked = new ArrayList<Duration>();
            for (var at = payout.dueAt(); at != null; at = payout.dueAt()) {
                asked.add(Duration.between(T0, at));
                assertThat(payout.asidesDue(at)).containsEntry(FIRST, PaymentChannel.WECHAT_PAY);
                says(FIRST, STUCK, at);
                assertThat(toldTypes()).containsExactly("payout.queried");
            }
            assertThat(asked.subList(0, 4))
                    .containsExactly(
                            Duration.ofMinutes(10),
                            Duration.ofMinutes(20),
                            Duration.ofMinutes(40),
                            Duration.ofMinutes(80));
            assertThat(asked).hasSize(37);
            assertThat(asked.getLast()).isBetween(Duration.ofDays(29), Duration.ofDays(30));
        }

        @Test
        void nothing_that_it_is_not_asked_for_and_that_proves_nothing_is_noted() {
            var early = T0.plusSeconds(5);
            isAlreadyDone(new NoteAnswer(FIRST, payout.turn(), STUCK, early));
            isAlreadyDone(new NoteAnswer(FIRST, payout.turn(), LOST, early));
            isAlreadyDone(new NoteAnswer(FIRST, payout.turn() - 1, LOST, LATER));
            isAlreadyDone(new NoteAnswer("pay_another-1", payout.turn(), SETTLED, LATER));
        }

        @Test
        void never_seen_lets_no_other_number_go() {
            var stuck = aPayoutThatWaitsForAnAccount();
            payout = accepted(stuck, new Reissue(CARD, T0)).aggregate();
            for (int i = 0; i < 20; i++) {
                says(FIRST, new Answer.NeverSeen(), LATER);
                assertThat(toldTypes()).containsExactly("payout.queried");
                assertThat(payout.attempts()).hasSize(1);
            }
            says(FIRST, STUCK);
            assertThat(payout.attempts()).hasSize(2);
        }

        private Payout aPayoutThatWaitsForAnAccount() {
            var first =
                    PayoutMachine.initiate(
                            "rfd_0123456789abcdef0123456789abcdef",
                            "ord_1",
                            "cus_1",
                            "mer_1",
                            Money.cny(9900),
                            PaymentChannel.WECHAT_PAY,
                            "T1",
                            T0,
                            CALENDAR);
            return accepted(first, new NoteAnswer(FIRST, 1, STUCK, T0)).aggregate();
        }

        @Test
        void no_other_number_goes_out_while_it_is_under_way_again() {
            says(FIRST, new Answer.Accepted("W1"));
            assertThat(toldTypes()).containsExactly("payout.queried");

            says(SECOND, new Answer.NeverSeen());

            assertThat(payout.state()).isInstanceOf(PayoutState.AwaitingRetry.class);
            assertThat(payout.attempt().sends()).isEqualTo(1);
            assertThat(PayoutMachine.canRetry(payout)).isFalse();
            assertThat(PayoutMachine.decide(payout, new RetryNow(LATER), CALENDAR))
                    .isInstanceOf(Decision.Refused.class);
            var hours = LATER.plus(Duration.ofHours(1));
            tell(new ResumeRetry(hours));
            assertThat(payout.attempt().sends()).isEqualTo(1);

            says(FIRST, STUCK, hours);
            tell(new ResumeRetry(hours.plus(Duration.ofHours(1))));
            assertThat(toldTypes()).containsExactly("payout.retried");
            assertThat(payout.attempt().sends()).isEqualTo(2);
        }
    }

    @Nested
    class When_it_is_paid_after_all {

        @Test
        void and_the_second_was_not_sent_that_one_is_stopped_and_nothing_is_lost() {
            says(FIRST, SETTLED, T0.plusSeconds(1));

            assertThat(toldTypes()).containsExactly("payout.completed");
            var completed = (PayoutCompleted) told.getFirst();
            assertThat(completed.payoutNo()).isEqualTo(FIRST);
            assertThat(completed.channel()).isEqualTo(PaymentChannel.WECHAT_PAY);
            assertThat(settledBy()).isEqualTo(FIRST);
            isAlreadyDone(
                    new NoteAnswer(
                            SECOND, payout.turn(), new Answer.NeverSeen(), T0.plusSeconds(9)));
            assertThat(payout.dueAt()).isEqualTo(T0.plusSeconds(10));

            says(SECOND, new Answer.NeverSeen(), T0.plusSeconds(10));

            assertThat(toldTypes()).containsExactly("payout.queried");
            assertThat(payout.attempt().sends()).isEqualTo(1);
            assertThat(payout.wordOf(payout.attempt())).isEqualTo("FAILED");
            assertThat(lost()).isEmpty();
        }

        @Test
        void and_the_second_is_known_not_to_be_paid_nothing_is_lost() {
            var refusals =
                    List.of(
                            new Answer.Declined("INSUFFICIENT_BALANCE", true),
                            new Answer.Declined("INVALID_REQUEST", false),
                            STUCK);
            for (var answer : refusals) {
                payout = aReissuedPayout();
                says(SECOND, answer, T0);
                says(FIRST, SETTLED);
                assertThat(toldTypes()).containsExactly("payout.completed");
                assertThat(lost()).isEmpty();
                assertThat(PayoutMachine.canRetry(payout)).isFalse();
                isAlreadyDone(new ResumeRetry(LATER.plus(Duration.ofDays(1))));
                isAlreadyDone(new Reissue(CARD, LATER));
            }
        }

        @Test
        void and_the_second_was_just_sent_the_customer_is_paid_twice() {
            var senderTurn = payout.turn();
            says(FIRST, SETTLED, T0.plusSeconds(1));
            tell(new NoteAnswer(SECOND, senderTurn, SETTLED, T0.plusSeconds(2)));

            assertThat(toldTypes()).containsExactly("payout.paid_twice");
            var twice = (PayoutPaidTwice) told.getFirst();
            assertThat(twice.payoutNo()).isEqualTo(FIRST);
            assertThat(twice.secondPayoutNo()).isEqualTo(SECOND);
            assertThat(twice.channel()).isEqualTo(PaymentChannel.WECHAT_PAY);
            assertThat(twice.secondChannel()).isEqualTo(PaymentChannel.BANK_CARD);
            assertThat(twice.secondPaidAt()).isEqualTo(LATER);
            assertThat(twice.amount()).isEqualTo(Money.cny(9900));
            isAlreadyDone(new NoteAnswer(SECOND, payout.turn(), SETTLED, LATER));
            isAlreadyDone(new NoteAnswer(FIRST, payout.turn(), SETTLED, LATER));
        }

        @Test
        void and_the_answer_about_the_second_is_lost_it_is_asked_for_until_it_is_known() {
            says(SECOND, LOST, T0);
            says(FIRST, SETTLED, T0);
            assertThat(toldTypes()).containsExactly("payout.completed");
            says(SECOND, LOST, T0.plusSeconds(1));
            assertThat(payout.dueAt()).isEqualTo(T0.plusSeconds(11));
            says(SECOND, SETTLED, T0.plusSeconds(11));
            assertThat(toldTypes()).containsExactly("payout.paid_twice");
        }

        @Test
        void and_the_second_is_under_way_that_is_a_loss_at_once() {
            says(SECOND, new Answer.Accepted("B1"), T0);
            says(FIRST, SETTLED);
            assertThat(toldTypes()).containsExactly("payout.completed", "payout.paid_twice");
            assertThat(((PayoutPaidTwice) told.getLast()).secondPaidAt()).isNull();

            says(SECOND, SETTLED);
            assertThat(toldTypes()).containsExactly("payout.paid_twice");
            assertThat(((PayoutPaidTwice) told.getLast()).secondPaidAt()).isEqualTo(LATER);
        }

        @Test
        void and_the_second_that_was_under_way_is_stuck_in_the_end_nothing_is_lost() {
            says(SECOND, new Answer.Accepted("B1"), T0);
            says(FIRST, SETTLED);
            says(SECOND, STUCK);
            assertThat(toldTypes()).containsExactly("payout.paid_twice_undone", "payout.queried");
            assertThat(lost()).isEmpty();
        }

        @Test
        void and_the_second_was_paid_too_the_loss_stands_until_either_is_taken_back() {
            says(SECOND, SETTLED, T0);
            says(FIRST, SETTLED);
            assertThat(toldTypes()).containsExactly("payout.paid_twice");
            assertThat(settledBy()).isEqualTo(SECOND);
            var both = payout;

            takesBack(FIRST);
            assertThat(toldTypes()).containsExactly("payout.paid_twice_undone", "payout.queried");
            assertThat(settledBy()).isEqualTo(SECOND);
            isAlreadyDone(new NoteReversal(FIRST, "RETURNED", LATER));

            payout = both;
            takesBack(SECOND);
            assertThat(toldTypes()).containsExactly("payout.paid_twice_undone");
            var undone = (PayoutPaidTwiceUndone) told.getFirst();
            assertThat(undone.payoutNo()).isEqualTo(FIRST);
            assertThat(undone.channelRefundId()).isEqualTo("W1");
            assertThat(settledBy()).isEqualTo(FIRST);

            takesBack(FIRST);
            assertThat(toldTypes()).containsExactly("payout.reversed");
            assertThat(payout.needsAccount()).isTrue();
        }

        @Test
        void after_the_second_was_taken_back_the_refund_is_settled_by_it() {
            says(SECOND, SETTLED, T0);
            takesBack(SECOND);
            says(FIRST, SETTLED);
            assertThat(toldTypes()).containsExactly("payout.completed");
            assertThat(settledBy()).isEqualTo(FIRST);
            assertThat(lost()).isEmpty();
        }
    }

    @Nested
    class When_it_settled_the_refund_and_is_taken_back {

        @Test
        void what_is_under_way_is_waited_for() {
            says(SECOND, new Answer.Accepted("B1"), T0);
            says(FIRST, SETTLED);
            takesBack(FIRST);
            assertThat(toldTypes())
                    .containsExactly(
                            "payout.paid_twice_undone", "payout.reversed", "payout.submitted");
            says(SECOND, SETTLED);
            assertThat(toldTypes()).containsExactly("payout.completed");
            assertThat(settledBy()).isEqualTo(SECOND);
        }

        @Test
        void what_was_stopped_is_sent_after_all() {
            says(FIRST, SETTLED, T0.plusSeconds(1));
            says(SECOND, new Answer.NeverSeen(), T0.plusSeconds(10));
            takesBack(FIRST);
            assertThat(toldTypes()).containsExactly("payout.reversed", "payout.failed");
            tell(new ResumeRetry(LATER));
            assertThat(toldTypes()).containsExactly("payout.retried");
            assertThat(payout.attempt().payoutNo()).isEqualTo(SECOND);
        }

        @Test
        void what_may_have_been_sent_is_asked_for_first() {
            says(FIRST, SETTLED, T0.plusSeconds(1));
            tell(new NoteReversal(FIRST, "RETURNED", T0.plusSeconds(2)));
            assertThat(toldTypes()).containsExactly("payout.reversed");
            assertThat(payout.state()).isEqualTo(new PayoutState.Initiated(T0.plusSeconds(10)));
            says(SECOND, new Answer.NeverSeen(), T0.plusSeconds(10));
            assertThat(toldTypes()).containsExactly("payout.retried");
        }

        @Test
        void and_the_second_was_stuck_another_account_is_needed() {
            says(SECOND, STUCK, T0);
            says(FIRST, SETTLED);
            takesBack(FIRST);
            assertThat(toldTypes()).containsExactly("payout.reversed");
            assertThat(payout.needsAccount()).isTrue();
            tell(new Reissue(CARD, LATER));
            assertThat(payout.attempt().payoutNo()).endsWith("-3");
        }
    }

    @Nested
    class Stored {

        @Test
        void it_comes_back_as_it_was() {
            says(SECOND, new Answer.Accepted("B1"), T0);
            says(FIRST, SETTLED);
            assertThat(StateMapper.fromJson(StateMapper.toJson(payout), Payout.class))
                    .isEqualTo(payout);
        }

        @Test
        void from_before_it_was_watched_it_is_only_told_what_the_channel_takes_back() {
            var json = new String(StateMapper.toJson(payout), StandardCharsets.UTF_8);
            var old = json.replaceAll(",?\"aside\":\\{[^}]*\\}", "");
            assertThat(old).isNotEqualTo(json);
            payout = StateMapper.fromJson(old.getBytes(StandardCharsets.UTF_8), Payout.class);
            says(SECOND, SETTLED, T0);
            assertThat(payout.dueAt()).isNull();
            takesBack(FIRST);
            assertThat(toldTypes()).containsExactly("payout.queried");
            assertThat(settledBy()).isEqualTo(SECOND);
        }
    }
}
