package cn.juhui.payout.application;

import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.payout.domain.Payout;
import cn.juhui.payout.domain.PayoutCommand.RetryNow;
import cn.juhui.payout.domain.PayoutMachine;
import cn.juhui.payout.domain.PayoutRefusal;
import cn.juhui.payout.domain.PayoutState;
import cn.juhui.payout.domain.calendar.WorkingCalendar;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.platform.journal.Journal;
import java.time.Clock;

/// An operator doesn't want to wait for the pause: a refused payout is sent again, a lost one is asked about, at once.
public record RetryPayout(
        Journal<Payout, PayoutEvent> payouts,
        SendPayout send,
        PursuePayout pursue,
        Clock clock,
        WorkingCalendar calendar) {

    public Handled<Payout, PayoutRefusal> handle(String payoutId, Cause cause) {
        Handled<Payout, PayoutRefusal> handled =
                payouts.handle(
                        payoutId,
                        cause,
                        now ->
                                PayoutMachine.decide(
                                        now.aggregate(), new RetryNow(clock.instant()), calendar));
        if (handled instanceof Handled.Changed<Payout, PayoutRefusal>(var now)) {
            if (now.aggregate().state() instanceof PayoutState.Initiated) {
                send.handle(now.aggregate(), cause.traceparent());
            } else {
                pursue.handle(payoutId);
            }
        }
        return handled;
    }
}
