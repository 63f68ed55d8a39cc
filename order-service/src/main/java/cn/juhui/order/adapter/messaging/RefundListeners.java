package cn.juhui.order.adapter.messaging;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.refund.DeadlineChanged;
import cn.juhui.contracts.refund.EvidenceRequested;
import cn.juhui.contracts.refund.EvidenceSupplied;
import cn.juhui.contracts.refund.ExpressApproved;
import cn.juhui.contracts.refund.InterventionOpened;
import cn.juhui.contracts.refund.InterventionTaken;
import cn.juhui.contracts.refund.LossRecorded;
import cn.juhui.contracts.refund.MerchantApproved;
import cn.juhui.contracts.refund.MerchantOverdue;
import cn.juhui.contracts.refund.MerchantRejected;
import cn.juhui.contracts.refund.MerchantReviewStarted;
import cn.juhui.contracts.refund.MerchantUrged;
import cn.juhui.contracts.refund.OfferAccepted;
import cn.juhui.contracts.refund.OfferDeclined;
import cn.juhui.contracts.refund.OfferMade;
import cn.juhui.contracts.refund.PayoutRecorded;
import cn.juhui.contracts.refund.PayoutStopped;
import cn.juhui.contracts.refund.RefundAppealed;
import cn.juhui.contracts.refund.RefundClosed;
import cn.juhui.contracts.refund.RefundCompleted;
import cn.juhui.contracts.refund.RefundDeclined;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.contracts.refund.RefundRequested;
import cn.juhui.contracts.refund.RefundResubmitted;
import cn.juhui.contracts.refund.RefundRuled;
import cn.juhui.contracts.refund.RefundWithdrawn;
import cn.juhui.contracts.refund.ReplacementAccountNamed;
import cn.juhui.contracts.refund.ReplacementAccountVerified;
import cn.juhui.contracts.refund.RulingProposed;
import cn.juhui.contracts.refund.RulingReturned;
import cn.juhui.contracts.refund.UseClaimed;
import cn.juhui.contracts.refund.term.ClosingCause;
import cn.juhui.contracts.refund.term.RecordedPayoutState;
import cn.juhui.order.application.ApproveForPayout;
import cn.juhui.order.application.FollowRefund;
import cn.juhui.order.application.HoldCards;
import cn.juhui.order.domain.OrderCommand;
import cn.juhui.order.domain.OrderCommand.ReleaseHold;
import cn.juhui.order.domain.OrderCommand.ReverseRefund;
import cn.juhui.order.domain.OrderCommand.SettleRefund;
import cn.juhui.order.domain.eligibility.Application;
import cn.juhui.platform.messaging.EventListener;
import cn.juhui.platform.messaging.EventReader;
import cn.juhui.platform.messaging.ReceivedEvent;
import java.util.List;
import java.util.function.Function;

/// Refund events in, commands to the order out.
public final class RefundListeners {

    private final HoldCards holdCards;
    private final FollowRefund followRefund;
    private final ApproveForPayout approveForPayout;

    public RefundListeners(
            HoldCards holdCards, FollowRefund followRefund, ApproveForPayout approveForPayout) {
        this.holdCards = holdCards;
        this.followRefund = followRefund;
        this.approveForPayout = approveForPayout;
    }

    public EventListener listener(EventReader reader) {
        var listener = EventListener.with(reader);
        listener.on(RefundRequested.class, this::hold);
        listener.on(MerchantApproved.class, h -> approved(h, h.event().amount()));
        listener.on(ExpressApproved.class, h -> approved(h, h.event().amount()));
        listener.on(OfferAccepted.class, h -> approved(h, h.event().amount()));
        listener.onProven(RefundCompleted.class, this::completed);
        listener.onProven(PayoutRecorded.class, this::takenBack, RefundListeners::isTakenBack);
        onProven(listener, RefundWithdrawn.class, e -> new ReleaseHold(e.refundId().value()));
        onProven(listener, RefundClosed.class, RefundListeners::closed);
        return listener.on(RefundRuled.class, this::ruled)
                .passBy(
                        RefundEvent.class,
                        List.of(
                                MerchantReviewStarted.class,
                                MerchantOverdue.class,
                                MerchantUrged.class,
                                EvidenceRequested.class,
                                EvidenceSupplied.class,
                                OfferMade.class,
                                OfferDeclined.class,
                                MerchantRejected.class,
                                RefundResubmitted.class,
                                RefundAppealed.class,
                                InterventionOpened.class,
                                InterventionTaken.class,
                                UseClaimed.class,
                                PayoutStopped.class,
                                RulingProposed.class,
                                RulingReturned.class,
                                DeadlineChanged.class,
                                LossRecorded.class,
                                ReplacementAccountNamed.class,
                                ReplacementAccountVerified.class,
                                RefundDeclined.class));
    }

    /// What settles a hold or lets go of it is shown to its source first.
    private <E extends RefundEvent> void onProven(
            EventListener listener, Class<E> type, Function<E, OrderCommand> command) {
        listener.onProven(type, heard -> follow(heard, command.apply(heard.event())));
    }

    private static OrderCommand closed(RefundClosed event) {
        return new ReleaseHold(
                event.refundId().value(), event.cause() == ClosingCause.PLATFORM_REFUSED);
    }

    /// Measured at the moment of the application: a customer who was in time stays in time, however late we hear of it.
    private void hold(ReceivedEvent<RefundRequested> heard) {
        var event = heard.event();
        var application =
                new Application(
                        event.reason(),
                        event.cardIds().stream().map(CardId::value).toList(),
                        event.requestedBy() == Role.AGENT,
                        heard.at());
        holdCards.hold(
                event.orderId().value(),
                event.refundId().value(),
                application,
                event.requestedAmount(),
                heard.cause("order-service"));
    }

    private void approved(ReceivedEvent<? extends RefundEvent> heard, Money amount) {
        var event = heard.event();
        approveForPayout.approve(
                event.orderId().value(),
                event.refundId().value(),
                amount,
                heard.sequence(),
                heard.cause("order-service"));
    }

    /// A ruling without money changes nothing here; the hold is released when the case is closed.
    private void ruled(ReceivedEvent<RefundRuled> heard) {
        var amount = heard.event().amount();
        if (amount != null && !amount.isZero()) {
            approved(heard, amount);
        }
    }

    private void completed(ReceivedEvent<RefundCompleted> heard) {
        var event = heard.event();
        follow(heard, new SettleRefund(event.refundId().value(), event.amount(), heard.sequence()));
    }

    /// Of the news about the payout only one moves the balance: the channel took the money back.
    private void takenBack(ReceivedEvent<PayoutRecorded> heard) {
        var event = heard.event();
        if (isTakenBack(event)) {
            follow(heard, new ReverseRefund(event.refundId().value(), heard.sequence()));
        }
    }

    private static boolean isTakenBack(PayoutRecorded event) {
        return event.state() == RecordedPayoutState.REVERSED;
    }

    private void follow(ReceivedEvent<? extends RefundEvent> heard, OrderCommand command) {
        followRefund.follow(heard.event().orderId().value(), command, heard.cause("order-service"));
    }
}
