package cn.juhui.refund.domain;

import static cn.juhui.refund.domain.RefundTest.assertAlreadyDone;
import static cn.juhui.refund.domain.RefundTest.assertRefused;
import static cn.juhui.refund.domain.RefundTest.status;
import static cn.juhui.refund.domain.RefundTest.told;
import static cn.juhui.refund.domain.Situations.ABNORMAL;
import static cn.juhui.refund.domain.Situations.ACCOUNT;
import static cn.juhui.refund.domain.Situations.AGENT;
import static cn.juhui.refund.domain.Situations.CUSTOMER;
import static cn.juhui.refund.domain.Situations.MORNING;
import static cn.juhui.refund.domain.Situations.OTHER_AGENT;
import static cn.juhui.refund.domain.Situations.PAYOUT_ID;
import static cn.juhui.refund.domain.Situations.PRICE;
import static cn.juhui.refund.domain.Situations.SYSTEM;
import static cn.juhui.refund.domain.Situations.TERMS;
import static cn.juhui.refund.domain.Situations.acceptedOnce;
import static cn.juhui.refund.domain.Situations.accountNamed;
import static cn.juhui.refund.domain.Situations.accountNeeded;
import static cn.juhui.refund.domain.Situations.approved;
import static cn.juhui.refund.domain.Situations.completed;
import static cn.juhui.refund.domain.Situations.completion;
import static cn.juhui.refund.domain.Situations.hold;
import static cn.juhui.refund.domain.Situations.news;
import static cn.juhui.refund.domain.Situations.paidElsewhere;
import static cn.juhui.refund.domain.Situations.ruling;
import static cn.juhui.refund.domain.Situations.taken;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.RefundRoute;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.refund.DeadlineChanged;
import cn.juhui.contracts.refund.InterventionOpened;
import cn.juhui.contracts.refund.PayoutRecorded;
import cn.juhui.contracts.refund.RefundCompleted;
import cn.juhui.contracts.refund.ReplacementAccountVerified;
import cn.juhui.contracts.refund.term.DeadlineKind;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.refund.domain.machine.RefundMachine;
import cn.juhui.refund.domain.machine.Times;
import cn.juhui.refund.domain.state.Intervention;
import cn.juhui.refund.domain.state.Payout;
import cn.juhui.refund.domain.state.Ruling;
import cn.juhui.refund.domain.state.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Approved money that doesn't simply arrive.
class StuckMoneyTest {

    @Nested
    class A_replacement_account {

        private final Command.NameAccount small = Situations.account(ACCOUNT, PRICE.value());

        @Test
        void is_asked_for_when_the_one_that_paid_can_not_take_the_money() {
            assertThat(told(approved(), news(ABNORMAL), SYSTEM))
                    .hasExactlyElementsOfTypes(PayoutRecorded.class, InterventionOpened.class);
            assertThat(status(accountNeeded())).isEqualTo(Status.PAYOUT_ABNORMAL);
            assertRefused(approved(), small, CUSTOMER);
        }

        @Test
        void gets_the_money_when_an_agent_accepts_it() {
            var accepted = told(accountNamed(), Situations.accepts(), AGENT);
            assertThat(accepted)
                    .hasExactlyElementsOfTypes(
                            ReplacementAccountVerified.class, DeadlineChanged.class);
            assertThat(((ReplacementAccountVerified) accepted.getFirst()).accountRef())
                    .isEqualTo("acc_1");
            assertThat(status(paidElsewhere())).isEqualTo(Status.PAYING);
            var there = Situations.completion("cr_2", PaymentChannel.BANK_CARD);
            assertThat(told(paidElsewhere(), there, SYSTEM))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            RefundCompleted.class,
                            e -> assertThat(e.maskedAccount()).isEqualTo(ACCOUNT));
        }

        @Test
        void is_not_where_the_money_is_when_the_first_number_was_paid_after_all() {
            assertThat(told(paidElsewhere(), completion("cr_1"), SYSTEM))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            RefundCompleted.class, e -> assertThat(e.maskedAccount()).isNull());
        }

        @Test
        void that_gets_a_large_amount_is_accepted_by_two_agents() {
            var first =
                    told(
                            accountNeeded().then(Situations.account(ACCOUNT, 0), CUSTOMER),
                            Situations.accepts(),
                            AGENT);
            assertThat(first)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            ReplacementAccountVerified.class,
                            e -> {
                                assertThat(e.secondAgentNeeded()).isTrue();
                                assertThat(e.accountRef()).isNull();
                            });
            assertThat(status(acceptedOnce())).isEqualTo(Status.PAYOUT_ABNORMAL);
            assertAlreadyDone(acceptedOnce(), Situations.accepts(), AGENT);
            assertRefused(acceptedOnce(), new Command.VerifyAccount(false, "再看"), AGENT);
            assertRefused(acceptedOnce(), new Command.Take(), AGENT);
            assertThat(status(acceptedOnce().then(Situations.accepts(), OTHER_AGENT)))
                    .isEqualTo(Status.PAYING);
        }

        @Test
        void is_not_accepted_by_whoever_named_it_or_applied_for_the_refund() {
            var both = new Actor(Role.AGENT, CUSTOMER.id());
            for (var command : List.of(Situations.accepts(), new Command.Take())) {
                assertThat(
                                RefundMachine.decide(
                                        accountNamed().refund(),
                                        command,
                                        both,
                                        accountNamed().now()))
                        .isEqualTo(Decision.refused(new Refusal.NotForThisRole()));
            }
            var opened =
                    Situations.requestedBy(AGENT)
                            .then(new Command.RecordHold(hold(RefundRoute.EXPRESS, TERMS)), SYSTEM)
                            .then(news(ABNORMAL), SYSTEM)
                            .then(small, CUSTOMER);
            assertRefused(opened, Situations.accepts(), AGENT);
            assertThat(status(opened.then(Situations.accepts(), OTHER_AGENT)))
                    .isEqualTo(Status.PAYING);
        }

        @Test
        void that_is_refused_makes_room_for_another() {
            assertAlreadyDone(
                    Situations.accountRefused(), new Command.VerifyAccount(false, "不符"), AGENT);
            var again =
                    Situations.accountRefused()
                            .then(Situations.account("6217 **** **** 9999", 0), CUSTOMER);
            assertThat(again.refund().intervention()).isInstanceOf(Intervention.AccountNamed.class);
        }

        @Test
        void named_twice_by_a_double_click_is_named_once() {
            assertAlreadyDone(accountNamed(), small, CUSTOMER);
            assertAlreadyDone(paidElsewhere(), small, CUSTOMER);
            assertRefused(accountNamed(), Situations.account("138****5678", 0), CUSTOMER);
        }

        @Test
        void is_not_needed_any_more_when_the_money_arrives_after_all() {
            var late = accountNamed().then(completion("cr_9"), SYSTEM);
            assertThat(status(late)).isEqualTo(Status.COMPLETED);
            assertRefused(late, Situations.accepts(), AGENT);
        }

        @Test
        void leaves_the_ruling_on_the_case() {
            var ruled = taken().then(ruling(Ruling.Kind.FULL), AGENT);
            var elsewhere =
                    ruled.then(news(ABNORMAL), SYSTEM)
                            .then(small, CUSTOMER)
                            .then(Situations.accepts(), AGENT);
            assertThat(elsewhere.refund().intervention()).isEqualTo(ruled.refund().intervention());
        }

        @Test
        void is_waited_for_as_long_as_it_takes_and_the_customer_is_reminded() {
            assertThat(
                            told(
                                    accountNeeded().later(Times.NAMING_TIME),
                                    new Command.PassDeadline(),
                                    SYSTEM))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            DeadlineChanged.class,
                            e -> {
                                assertThat(e.what()).isEqualTo(DeadlineKind.ACCOUNT);
                                assertThat(e.missed()).isTrue();
                            });
            assertThat(status(accountNeeded().overDeadline().overDeadline()))
                    .isEqualTo(Status.PAYOUT_ABNORMAL);
        }

        @Test
        void can_take_what_the_channel_took_back() {
            var takenBack =
                    completed()
                            .then(
                                    news(
                                            new Payout.Reversed(
                                                    PAYOUT_ID,
                                                    PaymentChannel.ALIPAY,
                                                    "RETURNED",
                                                    null)),
                                    SYSTEM);
            var again = takenBack.then(small, CUSTOMER).then(Situations.accepts(), AGENT);
            assertThat(status(again.then(completion("cr_2"), SYSTEM))).isEqualTo(Status.COMPLETED);
        }
    }

    @Nested
    class Money_that_does_not_arrive {

        @Test
        void makes_the_case_late_and_never_a_failure() {
            var unknown = new Payout.Unknown(PAYOUT_ID, PaymentChannel.ALIPAY, "TIMEOUT");
            for (var paying : List.of(approved(), approved().then(news(unknown), SYSTEM))) {
                var late = paying.overDeadline();
                assertThat(status(late)).isEqualTo(Status.PAYING);
                assertThat(late.refund().payout()).isEqualTo(paying.refund().payout());
                assertThat(late.refund().overdue()).isTrue();
                assertThat(late.overDeadline().refund().overdue()).isTrue();
                assertThat(late.then(completion("cr_1"), SYSTEM).refund().overdue()).isFalse();
            }
        }

        @Test
        void is_waited_for_as_long_as_the_channel_needs() {
            var days = MORNING.plus(Duration.ofDays(5));
            var slow = new Payout.Pending(PAYOUT_ID, PaymentChannel.BANK_CARD, "cr_1", days, null);
            assertThat(told(approved(), news(slow), SYSTEM))
                    .hasExactlyElementsOfTypes(PayoutRecorded.class, DeadlineChanged.class);
            assertThat(approved().then(news(slow), SYSTEM).refund().dueAt()).isEqualTo(days);
        }
    }
}
