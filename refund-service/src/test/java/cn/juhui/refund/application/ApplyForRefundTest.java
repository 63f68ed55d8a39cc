package cn.juhui.refund.application;

import static cn.juhui.refund.domain.Situations.CUSTOMER;
import static cn.juhui.refund.domain.Situations.ID;
import static cn.juhui.refund.domain.Situations.MORNING;
import static cn.juhui.refund.domain.Situations.PRICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.juhui.contracts.RefundClaim;
import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.RefundRoute;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.testkit.MemoryJournal;
import cn.juhui.platform.testkit.MovableClock;
import cn.juhui.refund.application.ApplyForRefund.Outcome;
import cn.juhui.refund.application.outcome.CaseSignals;
import cn.juhui.refund.application.outcome.WaitForOutcome;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Quote;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Situations;
import cn.juhui.refund.domain.state.Payout;
import cn.juhui.refund.domain.state.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ApplyForRefundTest {

    private final MovableClock clock = new MovableClock(MORNING);
    private final MemoryJournal<Refund, RefundEvent> journal =
            new MemoryJournal<>(clock, Refund::dueAt);
    private final RefundCommands commands = new RefundCommands(journal, ids -> List.of(), clock);
    private final Cause cause = new Cause(CUSTOMER, "http:test", null, null, null);

    private static Quote quote(boolean eligible) {
        return new Quote(
                "ord_1",
                "NO-1",
                CUSTOMER.id(),
                "mer_happy",
                "腾讯视频月卡",
                List.of(Situations.CARD),
                eligible,
                RefundRoute.MERCHANT_REVIEW,
                PRICE,
                null,
                List.of(),
                List.of(),
                List.of(),
                "MEMBERSHIP",
                PaymentChannel.ALIPAY);
    }

    private Outcome apply(Orders orders) {
        return new ApplyForRefund(commands, orders, ids -> List.of(), order -> List.of())
                .apply(ID, form(), cause);
    }

    private static ApplyForRefund.Form form() {
        return new ApplyForRefund.Form(
                CUSTOMER.id(),
                "ord_1",
                List.of(),
                RefundClaim.OTHER,
                RefundReason.UNUSED,
                "不想要了",
                null,
                List.of());
    }

    @Test
    void a_second_try_finds_the_case_that_the_first_one_made_whatever_the_rules_say_now() {
        assertThat(apply((order, reason, cards) -> Optional.of(quote(true))))
                .isInstanceOf(Outcome.Made.class);
        assertThat(apply((order, reason, cards) -> Optional.of(quote(false))))
                .isInstanceOf(Outcome.Made.class);
        assertThat(journal.told()).hasSize(1);
    }

    @Test
    void while_order_service_is_silent_nothing_is_made() {
        Orders silent =
                (order, reason, cards) -> {
                    throw new ServiceDownException("order-service", new IOException("silent"));
                };
        assertThatThrownBy(() -> apply(silent)).isInstanceOf(ServiceDownException.class);
        assertThat(journal.told()).isEmpty();
    }

    @Nested
    class Who_waits {

        private final CaseSignals signals = new CaseSignals();
        private final WaitForOutcome wait = new WaitForOutcome(journal, signals, 1);

        private Status waited(Duration atMost) {
            return outcome(atMost).refund().aggregate().status();
        }

        private WaitForOutcome.Outcome outcome(Duration atMost) {
            return wait.await(journal.find(ID).orElseThrow(), atMost);
        }

        @Test
        void is_answered_at_once_where_everybody_waits_already_and_is_told_so() {
            apply((order, reason, cards) -> Optional.of(quote(true)));
            var first = CompletableFuture.supplyAsync(() -> outcome(Duration.ofSeconds(30)));
            Awaitility.await().until(() -> !outcome(Duration.ofNanos(1)).waited());

            var second = outcome(Duration.ofMinutes(5));
            assertThat(second.waited()).isFalse();
            assertThat(second.refund().aggregate().status()).isEqualTo(Status.REQUESTED);

            var hold = Situations.hold(RefundRoute.MERCHANT_REVIEW, Situations.TERMS);
            var unused = commands.handle(ID, new Command.RecordHold(hold), Cause.clock("test"));
            assertThat(first.join().waited()).isTrue();
            assertThat(outcome(Duration.ofSeconds(1)).waited()).isTrue();
        }

        @Test
        void is_answered_when_the_time_is_over() {
            apply((order, reason, cards) -> Optional.of(quote(true)));
            assertThat(waited(Duration.ofMillis(300))).isEqualTo(Status.REQUESTED);
        }

        @Test
        void is_not_kept_waiting_for_a_payout_that_is_tried_again_after_a_pause() {
            var paying = Situations.express();
            assertThat(paying.refund().passes()).isTrue();
            var refused =
                    new Payout.Failed(
                            Situations.PAYOUT_ID, PaymentChannel.ALIPAY, "INSUFFICIENT_BALANCE");
            var later = paying.then(Situations.news(refused), Situations.SYSTEM);
            assertThat(later.refund().passes()).isFalse();
        }

        @Test
        void sees_what_another_instance_stored_without_a_signal() {
            apply((order, reason, cards) -> Optional.of(quote(true)));
            var waiting = CompletableFuture.supplyAsync(() -> waited(Duration.ofSeconds(10)));
            var hold = Situations.hold(RefundRoute.MERCHANT_REVIEW, Situations.TERMS);
            var unused =
                    commands.handle(
                            ID, new Command.RecordHold(hold), Cause.clock("another instance"));
            assertThat(waiting.join()).isEqualTo(Status.MERCHANT_REVIEW);
        }
    }
}
