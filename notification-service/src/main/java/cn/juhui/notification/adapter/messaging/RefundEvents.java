package cn.juhui.notification.adapter.messaging;

import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.notification.application.TellPeople;
import cn.juhui.platform.messaging.EventListener;
import cn.juhui.platform.messaging.EventReader;

/// Listens to every refund event there is.
public final class RefundEvents {

    private RefundEvents() {}

    public static EventListener listener(EventReader reader, TellPeople tellPeople) {
        var listener = EventListener.with(reader);
        for (var type : RefundEvent.class.getPermittedSubclasses()) {
            listener.on(type.asSubclass(RefundEvent.class), tellPeople::tell);
        }
        return listener;
    }
}
