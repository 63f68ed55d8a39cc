package cn.juhui.payout.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Event;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.payout.domain.Answer.Why;
import cn.juhui.payout.domain.PayoutCommand.NoteAnswer;
import cn.juhui.payout.domain.PayoutCommand.ResumeRetry;
import cn.juhui.payout.domain.calendar.WorkingCalendar;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.kernel.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A payout whose channel says the same for months is asked as densely as ever, and its document does not grow.
class LongSilenceTest {

    private static final Instant T0 = Instant.parse("2026-11-24T02:00:00Z");
    private static final WorkingCalendar CALENDAR = new WorkingCalendar(List.of());
    private static final Answer.Declined NO_BALANCE =
            new Answer.Declined("INSUFFICIENT_BALANCE", true);

    private Payout payout =
            PayoutMachine.initiate(
                    "rfd_0123456789abcdef0123456789abcdef",
                    "ord_1",
                    "cus_1",
                    "mer_1",
                    Money.cny(9900),
                    PaymentChannel.ALIPAY,
                    "T1",
                    T0,
                    CALENDAR);
    private Instant now = T0.plusSeconds(20);
    private final List<PayoutEvent> told = new ArrayList<>();

    private void tell(PayoutCommand command) {
        var decision = PayoutMachine.decide(payout, command, CALENDAR);
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        var yes = (Decision.Accepted<Payout, PayoutEvent, PayoutRefusal>) decision;
        payout = yes.aggregate();
        told.addAll(yes.events());
        now = now.plusSeconds(60);
    }

    private void says(Answer answer) {
        tell(new NoteAnswer(payout.attempt().payoutNo(), payout.turn(), answer, now));
    }

    private int bytes() {
        return StateMapper.toJson(payout).length
                + told.stream().mapToInt(e -> StateMapper.toJson(e).length + 600).sum();
    }

    private static Answer unknown(int n) {
        return new Answer.Unknown(n % 2 == 0 ? Why.TIMEOUT : Why.CHANNEL_ERROR);
    }

    @Test
    void three_weeks_of_an_outage_are_counted_and_told_when_their_number_doubles() {
        for (int n = 0; n < 30_000; n++) {
            says(unknown(n));
        }
        assertThat(told).hasSizeBetween(200, 210);
        assertThat(payout.attempt().heard()).hasSizeLessThanOrEqualTo(Attempt.MOST_HEARD);
        assertThat(payout.attempt().heard().stream().mapToInt(Attempt.Said::times).sum())
                .isEqualTo(30_000);
        assertThat(bytes()).isLessThan(400_000);
        says(new Answer.Settled("A1", T0));
        assertThat(told.getLast().type()).isEqualTo("payout.completed");
    }

    @Test
    void a_channel_that_never_sees_what_it_is_sent_is_sent_it_again_without_end() {
        for (int n = 0; n < 5_000; n++) {
            says(unknown(0));
            says(new Answer.NeverSeen());
        }
        assertThat(payout.attempt().sends()).isEqualTo(5_001);
        assertThat(told).hasSizeBetween(200, 210);
        says(NO_BALANCE);
        assertThat(told.getLast().type()).isEqualTo("payout.failed");
    }

    @Test
    void a_merchant_without_money_for_ten_years_is_tried_every_day() {
        for (int n = 0; n < 3_650; n++) {
            says(NO_BALANCE);
            now = now.plus(QueryPauses.beforeRetrying(n));
            tell(new ResumeRetry(now));
        }
        assertThat(told).hasSizeBetween(200, 215);
        says(new Answer.Accepted("A1"));
        assertThat(told.stream().map(Event::type)).last().isEqualTo("payout.submitted");
    }

    @Test
    void of_what_was_heard_the_newest_is_kept_and_that_the_money_was_taken_back() {
        var attempt = Attempt.first("pay_1", T0).heard(Answer.TAKEN_BACK, T0);
        for (int n = 0; n < 100; n++) {
            attempt = attempt.heard("CODE_" + n, T0.plusSeconds(n));
        }
        assertThat(attempt.takenBack()).isTrue();
        assertThat(attempt.heard()).hasSize(Attempt.MOST_HEARD);
        assertThat(attempt.heard().getLast().word()).isEqualTo("CODE_99");
    }
}
