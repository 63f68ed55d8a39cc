package cn.juhui.payout.application;

import cn.juhui.contracts.order.CardsVoided;
import cn.juhui.contracts.order.OwedPayment;
import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.contracts.refund.term.RefundStanding;
import cn.juhui.payout.domain.Payout;
import cn.juhui.payout.domain.PayoutMachine;
import cn.juhui.payout.domain.calendar.WorkingCalendar;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.messaging.UnprocessableRecordException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The cards are said to be void, so the money may move: one payout per refund, however often it is heard. Nothing is paid on an event alone:
/// refund-service is asked what it approved, order-service what it owes and where that was paid from.
public record InitiatePayout(
        Journal<Payout, PayoutEvent> payouts,
        Approvals approvals,
        SendPayout send,
        Clock clock,
        WorkingCalendar calendar) {

    /// Stores the intent, then sends it in the background.
    ///
    /// @throws UnprocessableRecordException when the sources know of no such refund, or of another amount, payment or card: people must look
    /// @throws RuntimeException when they can't be asked
    public void handle(CardsVoided voided, Cause cause) {
        var owed = owed(voided);
        if (owed == null) {
            if (payouts.find(Payout.idFor(voided.refundId().value())).isPresent()) {
                return; // Heard again, while the case has moved on.
            }
            throw new UnprocessableRecordException(
                    "Nobody owes %s for %s".formatted(voided.amount(), voided.refundId()));
        }
        var payout =
                PayoutMachine.initiate(
                                voided.refundId().value(),
                                voided.orderId().value(),
                                voided.customerId().value(),
                                voided.merchantId().value(),
                                voided.amount(),
                                voided.channel(),
                                voided.channelTransactionId(),
                                clock.instant(),
                                calendar)
                        .paymentMade(voided.paidAt(), owed.paid());
        if (payouts.add(payout.id(), payout, List.of(PayoutMachine.initiated(payout)), cause)
                .isPresent()) {
            send.handle(payout, cause.traceparent());
        }
    }

    /// What both sources confirm; null when one doesn't.
    private OwedPayment.@Nullable Payment owed(CardsVoided voided) {
        var refundId = voided.refundId().value();
        if (!isApproved(voided, approvals.of(refundId).approval())) {
            return null;
        }
        var payment = approvals.owed(voided.orderId().value(), refundId).payment();
        return isOwed(voided, payment) ? payment : null;
    }

    private static boolean isApproved(
            CardsVoided voided, RefundStanding.@Nullable Approval source) {
        return source != null
                && source.accountRef() == null
                && source.orderId().equals(voided.orderId())
                && source.customerId().equals(voided.customerId())
                && source.merchantId().equals(voided.merchantId())
                && source.amount().equals(voided.amount())
                && Set.copyOf(source.cardIds()).equals(Set.copyOf(voided.cardIds()));
    }

    private static boolean isOwed(CardsVoided voided, OwedPayment.@Nullable Payment source) {
        return source != null
                && source.amount().equals(voided.amount())
                && source.channel() == voided.channel()
                && source.channelTransactionId().equals(voided.channelTransactionId());
    }
}
