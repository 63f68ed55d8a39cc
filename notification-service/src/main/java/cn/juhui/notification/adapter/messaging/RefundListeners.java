package cn.juhui.notification.adapter.messaging;

import cn.juhui.contracts.refund.PayoutRecorded;
import cn.juhui.contracts.refund.RefundCompleted;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.contracts.refund.term.RecordedPayoutState;
import cn.juhui.notification.application.TellPeople;
import cn.juhui.platform.messaging.EventListener;
import cn.juhui.platform.messaging.EventReader;

/// Listens to every refund event there is. Nothing is done on one here, but a person who reads that their money arrived, or was taken back, acts on it: what tells
/// that is shown to refund-service first.
public final class RefundListeners {

    private RefundListeners() {}

    public static EventListener listener(EventReader reader, TellPeople tellPeople) {
        var listener = EventListener.with(reader);
        for (var type : RefundEvent.class.getPermittedSubclasses()) {
            listener.onProven(
                    type.asSubclass(RefundEvent.class),
                    tellPeople::tell,
                    RefundListeners::saysThatMoneyMoved);
        }
        return listener;
    }

    private static boolean saysThatMoneyMoved(RefundEvent event) {
        return event instanceof RefundCompleted
                || (event instanceof PayoutRecorded payout
                        && payout.state() == RecordedPayoutState.REVERSED);
    }
}
