package cn.juhui.payout.application;

import cn.juhui.contracts.order.CardsVoided;
import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.payout.domain.Payout;
import cn.juhui.payout.domain.WorkingCalendar;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Journal;
import java.time.Clock;
import java.util.List;

/// The cards are void, so the money may move: one payout per refund, however often it is heard.
public record InitiatePayout(
        Journal<Payout, PayoutEvent> payouts,
        SendPayout send,
        Clock clock,
        WorkingCalendar calendar) {

    /// Stores the intent, then sends it in the background.
    public void handle(CardsVoided voided, Cause cause) {
        var payout =
                Payout.initiate(
                        voided.refundId(),
                        voided.orderId(),
                        voided.customerId(),
                        voided.merchantId(),
                        voided.amount(),
                        voided.channel(),
                        voided.channelTransactionId(),
                        clock.instant(),
                        calendar);
        if (payouts.add(payout.id(), payout, List.of(payout.initiated()), cause)) {
            send.handle(payout, cause.traceparent());
        }
    }
}
