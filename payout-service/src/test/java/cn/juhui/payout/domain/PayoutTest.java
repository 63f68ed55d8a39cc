package cn.juhui.payout.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Event;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.payout.domain.Answer.Why;
import cn.juhui.payout.domain.PayoutCommand.NoteAnswer;
import cn.juhui.payout.domain.PayoutCommand.NoteReversal;
import cn.juhui.payout.domain.PayoutCommand.Reissue;
import cn.juhui.payout.domain.PayoutCommand.ResumeRetry;
import cn.juhui.payout.domain.PayoutCommand.RetryNow;
import cn.juhui.payout.domain.PayoutCommand.TakeTurn;
import cn.juhui.payout.domain.PayoutCommand.WaitForTurn;
import cn.juhui.payout.domain.account.Destination;
import cn.juhui.payout.domain.calendar.WorkingCalendar;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.kernel.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PayoutTest {

    private static final String NUMBER = "pay_0123456789abcdef0123456789abcdef-1";
    private static final Instant T0 = Instant.parse("2026-11-24T02:00:00Z");
    private static final Answer.Settled SETTLED = new Answer.Settled("A1", T0);
    private static final Answer LOST = new Answer.Unknown(Why.TIMEOUT);
    private static final Answer NO_BALANCE = new Answer.Declined("INSUFFICIENT_BALANCE", true);

    private static final WorkingCalendar CALENDAR = new WorkingCalendar(List.of());

    private record Step(Payout payout, List<String> told) {}

    private static Payout aPayout() {
        return PayoutMachine.initiate(
                "rfd_0123456789abcdef0123456789abcdef",
                "ord_1",
                "cus_1",
                "mer_1",
                Money.cny(9900),
                PaymentChannel.ALIPAY,
                "T1",
                T0,
                CALENDAR);
    }

    private static Decision<Payout, PayoutEvent, PayoutRefusal> decide(
            Payout payout, PayoutCommand command) {
        return PayoutMachine.decide(payout, command, CALENDAR);
    }

    private static Step accepted(Decision<Payout, PayoutEvent, PayoutRefusal> decision) {
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        var yes = (Decision.Accepted<Payout, PayoutEvent, PayoutRefusal>) decision;
        return new Step(yes.aggregate(), yes.events().stream().map(Event::type).toList());
    }

    private static Step hears(Payout payout, Answer answer, Instant at) {
        return accepted(
                decide(
                        payout,
                        new NoteAnswer(payout.attempt().payoutNo(), payout.turn(), answer, at)));
    }

    private static Payout after(Answer... answers) {
        var payout = aPayout();
        for (var answer : answers) {
            payout = hears(payout, answer, T0.plusSeconds(20)).payout();
        }
        return payout;
    }

    private static void isAlreadyDone(Decision<Payout, PayoutEvent, PayoutRefusal> decision) {
        assertThat(decision).isEqualTo(Decision.alreadyDone());
    }

    @Nested
    class Numbers {

        @Test
        void a_payout_is_named_after_its_refund_and_its_attempt_after_the_payout() {
            assertThat(aPayout().id()).isEqualTo("pay_0123456789abcdef0123456789abcdef");
            assertThat(aPayout().attempt().payoutNo())
                    .isEqualTo("pay_0123456789abcdef0123456789abcdef-1")
                    .matches("[0-9A-Za-z_-]{1,64}");
        }

        @Test
        void sending_again_keeps_the_number() {
            var again = after(LOST, new Answer.NeverSeen());
            assertThat(again.state()).isInstanceOf(PayoutState.Initiated.class);
            assertThat(again.attempts()).hasSize(1);
            assertThat(again.attempt().payoutNo()).isEqualTo(aPayout().attempt().payoutNo());
            assertThat(again.attempt().sends()).isEqualTo(2);
        }
    }

    @Nested
    class Turns {

        private final Instant turnAt = T0.plusSeconds(62);

        private Payout waiting() {
            var payout = aPayout();
            var wait = new WaitForTurn(payout.attempt().payoutNo(), payout.turn(), turnAt);
            var step = accepted(decide(payout, wait));
            assertThat(step.told()).containsExactly("payout.queried");
            return step.payout();
        }

        @Test
        void who_waits_is_entitled_to_nothing_until_then_and_the_expectation_waits_too() {
            var waiting = waiting();

            assertThat(waiting.state().word()).isEqualTo("INITIATED");
            assertThat(waiting.state().dueAt()).isEqualTo(turnAt);
            assertThat(waiting.expectedArrivalAt())
                    .isEqualTo(turnAt.plus(java.time.Duration.ofHours(2)));
            isAlreadyDone(decide(waiting, new TakeTurn(turnAt.minusMillis(1))));
        }

        @Test
        void the_turn_entitles_once_and_is_no_sending_again() {
            var entitled = accepted(decide(waiting(), new TakeTurn(turnAt))).payout();

            assertThat(entitled.state())
                    .isEqualTo(new PayoutState.Initiated(turnAt.plus(QueryPauses.SENDING), null));
            assertThat(entitled.attempt().sends()).isEqualTo(1);
            isAlreadyDone(decide(entitled, new TakeTurn(turnAt)));
        }

        @Test
        void a_wait_of_who_is_entitled_no_more_changes_nothing() {
            var payout = aPayout();
            var no = payout.attempt().payoutNo();
            isAlreadyDone(decide(payout, new WaitForTurn(no, payout.turn() + 1, turnAt)));
            isAlreadyDone(decide(payout, new WaitForTurn("other", payout.turn(), turnAt)));
            isAlreadyDone(decide(after(SETTLED), new WaitForTurn(no, 2, turnAt)));
            isAlreadyDone(decide(payout, new TakeTurn(turnAt)));
        }

        @Test
        void a_fact_about_it_counts_while_it_waits() {
            assertThat(hears(waiting(), SETTLED, T0).payout().state())
                    .isInstanceOf(PayoutState.Succeeded.class);
        }
    }

    @Nested
    class Settlement {

        @Test
        void is_told_as_submitted_and_completed_in_one_change() {
            var step = hears(aPayout(), SETTLED, T0);
            assertThat(step.told()).containsExactly("payout.submitted", "payout.completed");
            assertThat(step.payout().state()).isEqualTo(new PayoutState.Succeeded("A1", T0, null));
            assertThat(step.payout().state().dueAt()).isNull();
        }

        @Test
        void after_acceptance_is_told_as_completed_only() {
            var step = hears(after(new Answer.Accepted("A1")), SETTLED, T0);
            assertThat(step.told()).containsExactly("payout.completed");
        }

        @Test
        void is_believed_whenever_it_arrives() {
            for (var before :
                    List.of(
                            after(LOST),
                            after(NO_BALANCE),
                            after(new Answer.Declined("INVALID_REQUEST", false)),
                            after(new Answer.Abnormal("ACCOUNT_CLOSED")))) {
                var late = accepted(decide(before, new NoteAnswer(NUMBER, 0, SETTLED, T0)));
                assertThat(late.payout().state()).isInstanceOf(PayoutState.Succeeded.class);
            }
        }

        @Test
        void twice_is_once() {
            var paid = after(SETTLED);
            isAlreadyDone(decide(paid, new NoteAnswer(NUMBER, paid.turn(), SETTLED, T0)));
            isAlreadyDone(decide(paid, new NoteAnswer(NUMBER, paid.turn(), LOST, T0)));
            isAlreadyDone(decide(paid, new NoteAnswer(NUMBER, paid.turn(), NO_BALANCE, T0)));
        }
    }

    @Nested
    class A_lost_answer {

        @Test
        void is_unknown_and_asked_for_at_least_once_a_minute_for_ever() {
            var payout = aPayout();
            var pauses = new java.util.ArrayList<Duration>();
            for (int i = 0; i < 12; i++) {
                payout = hears(payout, LOST, T0).payout();
                assertThat(payout.state()).isInstanceOf(PayoutState.Unknown.class);
                pauses.add(Duration.between(T0, payout.state().dueAt()));
            }
            assertThat(pauses)
                    .extracting(Duration::toString)
                    .containsExactly(
                            "PT10S", "PT10S", "PT10S", "PT10S", "PT30S", "PT1M", "PT1M", "PT1M",
                            "PT1M", "PT1M", "PT1M", "PT1M");
        }

        @Test
        void of_what_the_channel_has_taken_on_leads_nowhere_on_the_ladder() {
            var payout = after(new Answer.Accepted("A1"));
            for (int i = 0; i < 300; i++) {
                payout = hears(payout, LOST, T0).payout();
            }
            assertThat(payout.state().dueAt()).isEqualTo(T0.plus(Duration.ofMinutes(1)));
            var heard = hears(payout, new Answer.Accepted("A1"), T0).payout();
            assertThat(heard.state().dueAt()).isEqualTo(T0.plus(Duration.ofMinutes(1)));
        }

        @Test
        void is_told_once_and_then_as_a_question() {
            assertThat(hears(aPayout(), LOST, T0).told()).containsExactly("payout.unknown");
            assertThat(hears(after(LOST), LOST, T0).told()).containsExactly("payout.queried");
        }

        @Test
        void keeps_its_rung_when_the_number_is_sent_again() {
            var payout = after(LOST, new Answer.NeverSeen(), LOST);
            assertThat(payout.state().dueAt()).isEqualTo(T0.plusSeconds(20 + 10));
        }

        @Test
        void of_an_older_turn_says_nothing_about_this_one() {
            var sentAgain = after(LOST, new Answer.NeverSeen());
            isAlreadyDone(decide(sentAgain, new NoteAnswer(NUMBER, 1, LOST, T0)));
            isAlreadyDone(decide(sentAgain, new NoteAnswer(NUMBER, 1, NO_BALANCE, T0)));
            isAlreadyDone(decide(sentAgain, new NoteAnswer(NUMBER, 1, new Answer.NeverSeen(), T0)));
        }
    }

    @Nested
    class The_right_to_send {

        @Test
        void belongs_to_who_initiated_it_until_it_runs_out() {
            var payout = aPayout();
            var early = new NoteAnswer(NUMBER, 1, new Answer.NeverSeen(), T0.plusSeconds(9));
            var late = new NoteAnswer(NUMBER, 1, new Answer.NeverSeen(), T0.plusSeconds(10));
            isAlreadyDone(decide(payout, early));
            assertThat(accepted(decide(payout, late)).told()).containsExactly("payout.retried");
        }

        @Test
        void is_not_given_for_a_number_that_the_channel_has_taken_on() {
            var pending = after(new Answer.Accepted("A1"));
            var step = hears(pending, new Answer.NeverSeen(), T0);
            assertThat(step.told()).containsExactly("payout.queried");
            assertThat(step.payout().state()).isInstanceOf(PayoutState.Pending.class);
        }
    }

    @Nested
    class A_refusal {

        @Test
        void for_lack_of_balance_is_tried_again_after_pauses() {
            var failed = hears(aPayout(), NO_BALANCE, T0);
            assertThat(failed.told()).containsExactly("payout.failed");
            assertThat(failed.payout().state())
                    .isEqualTo(
                            new PayoutState.AwaitingRetry(
                                    "INSUFFICIENT_BALANCE", T0.plus(Duration.ofMinutes(1))));
            isAlreadyDone(decide(failed.payout(), new ResumeRetry(T0.plusSeconds(59))));
            var again = accepted(decide(failed.payout(), new ResumeRetry(T0.plusSeconds(60))));
            var at = T0.plusSeconds(61);
            assertThat(hears(again.payout(), NO_BALANCE, at).payout().state().dueAt())
                    .isEqualTo(at.plus(Duration.ofMinutes(5)));
        }

        @Test
        void for_good_waits_for_an_operator() {
            var failed = after(new Answer.Declined("INVALID_REQUEST", false));
            assertThat(failed.state().dueAt()).isNull();
            assertThat(PayoutMachine.canRetry(failed)).isTrue();
            assertThat(accepted(decide(failed, new RetryNow(T0))).payout().state())
                    .isInstanceOf(PayoutState.Initiated.class);
        }

        @Test
        void of_the_account_waits_for_another_one() {
            var stuck = hears(aPayout(), new Answer.Abnormal("ACCOUNT_CLOSED"), T0);
            assertThat(stuck.told()).containsExactly("payout.abnormal");
            assertThat(stuck.payout().state().dueAt()).isNull();
            assertThat(PayoutMachine.canRetry(stuck.payout())).isFalse();
        }
    }

    @Nested
    class An_operator {

        @Test
        void may_retry_exactly_what_says_so() {
            for (var payout : everyState()) {
                var decision = decide(payout, new RetryNow(T0));
                assertThat(decision instanceof Decision.Accepted<?, ?, ?>)
                        .as(payout.state().toString())
                        .isEqualTo(PayoutMachine.canRetry(payout));
            }
        }
    }

    @Nested
    class Money_that_the_channel_took_back {

        @Test
        void is_noted_once_whatever_was_known_before() {
            for (var payout : everyState()) {
                var decision = decide(payout, new NoteReversal(NUMBER, "RETURNED_BY_BANK", T0));
                switch (payout.state()) {
                    case PayoutState.Reversed _ -> isAlreadyDone(decision);
                    case PayoutState.Rechecking _ ->
                            assertThat(accepted(decision).told())
                                    .containsExactly("payout.initiated");
                    default -> {
                        var back = accepted(decision);
                        assertThat(back.told()).containsExactly("payout.reversed");
                        assertThat(back.payout().state())
                                .isEqualTo(new PayoutState.Reversed("RETURNED_BY_BANK", T0));
                        assertThat(back.payout().state().dueAt()).isNull();
                        assertThat(back.payout().needsAccount()).isTrue();
                    }
                }
            }
        }

        @Test
        void is_the_same_news_as_an_answer() {
            for (var payout : everyState()) {
                var told = decide(payout, new NoteReversal(NUMBER, "RETURNED", T0));
                var asked =
                        decide(
                                payout,
                                new NoteAnswer(NUMBER, 0, new Answer.TakenBack("RETURNED"), T0));
                assertThat(asked).isEqualTo(told);
            }
        }

        @Test
        void under_an_older_number_says_nothing_about_the_newer_attempt() {
            var back = accepted(decide(after(SETTLED), new NoteReversal(NUMBER, "X", T0))).payout();
            var again = accepted(decide(back, new Reissue(Another_account.CARD, T0))).payout();
            isAlreadyDone(decide(again, new NoteReversal(NUMBER, "X", T0)));
            isAlreadyDone(decide(again, new NoteAnswer(NUMBER, again.turn(), SETTLED, T0)));
            assertThat(again.state()).isInstanceOf(PayoutState.Initiated.class);
            assertThat(again.attempts().getFirst().takenBack()).isTrue();
            assertThat(again.attempt().takenBack()).isFalse();
        }
    }

    @Nested
    class Another_account {

        private static final Destination CARD =
                new Destination("acc_1", PaymentChannel.BANK_CARD, "6222 **** **** 0123");
        private final Payout stuck = after(new Answer.Abnormal("ACCOUNT_CLOSED"));
        private final Payout rechecking = accepted(decide(stuck, new Reissue(CARD, T0))).payout();

        @Test
        void gets_the_money_under_a_new_number_once_the_old_one_is_known_to_be_stuck() {
            assertThat(rechecking.state()).isInstanceOf(PayoutState.Rechecking.class);
            var again = hears(rechecking, new Answer.Abnormal("ACCOUNT_CLOSED"), T0);
            assertThat(again.told()).containsExactly("payout.initiated");
            assertThat(again.payout().attempt().payoutNo()).endsWith("-2");
            assertThat(again.payout().attempt().to()).isEqualTo(CARD);
            assertThat(again.payout().channel()).isEqualTo(PaymentChannel.BANK_CARD);
            assertThat(again.payout().attempts()).hasSize(2);
        }

        @Test
        void gets_nothing_when_the_money_has_arrived_after_all() {
            var paid = hears(rechecking, SETTLED, T0);
            assertThat(paid.payout().state()).isInstanceOf(PayoutState.Succeeded.class);
            assertThat(paid.payout().attempts()).hasSize(1);
        }

        @Test
        void waits_as_long_as_nobody_knows() {
            for (var open : List.of(LOST, new Answer.NeverSeen(), new Answer.Accepted("A1"))) {
                var asked = hears(rechecking, open, T0).payout();
                assertThat(asked.state()).isInstanceOf(PayoutState.Rechecking.class);
                assertThat(asked.attempts()).hasSize(1);
            }
        }

        @Test
        void gets_at_once_what_the_channel_took_back() {
            var back =
                    accepted(decide(after(SETTLED), new NoteReversal(NUMBER, "RETURNED", T0)))
                            .payout();
            var again = accepted(decide(back, new Reissue(CARD, T0))).payout();
            assertThat(again.state()).isInstanceOf(PayoutState.Initiated.class);
            assertThat(again.attempt().payoutNo()).endsWith("-2");
        }

        @Test
        void told_twice_is_paid_once() {
            for (var payout : everyState()) {
                if (!payout.needsAccount()) {
                    isAlreadyDone(decide(payout, new Reissue(CARD, T0)));
                }
            }
        }
    }

    @Nested
    class Stored {

        @Test
        void every_state_comes_back_as_it_was() {
            for (var payout : everyState()) {
                var json = StateMapper.toJson(payout);
                assertThat(StateMapper.fromJson(json, Payout.class)).isEqualTo(payout);
            }
        }
    }

    private static List<Payout> everyState() {
        return List.of(
                aPayout(),
                after(new Answer.Accepted("A1")),
                after(LOST),
                after(SETTLED),
                after(NO_BALANCE),
                after(new Answer.Declined("INVALID_REQUEST", false)),
                after(new Answer.Abnormal("ACCOUNT_CLOSED")),
                accepted(
                                decide(
                                        after(new Answer.Abnormal("ACCOUNT_CLOSED")),
                                        new Reissue(
                                                new Destination(
                                                        "acc_1",
                                                        PaymentChannel.BANK_CARD,
                                                        "6222 **** **** 0123"),
                                                T0)))
                        .payout(),
                accepted(decide(after(SETTLED), new NoteReversal(NUMBER, "X", T0))).payout());
    }
}
