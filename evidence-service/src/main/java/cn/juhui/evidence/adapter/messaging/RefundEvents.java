package cn.juhui.evidence.adapter.messaging;

import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.evidence.application.FollowCase;
import cn.juhui.platform.messaging.EventListener;
import cn.juhui.platform.messaging.EventReader;

/// Listens to every refund event there is: each of them says whose case it is.
public final class RefundEvents {

    private RefundEvents() {}

    public static EventListener listener(EventReader reader, FollowCase followCase) {
        var listener = EventListener.with(reader);
        for (var type : RefundEvent.class.getPermittedSubclasses()) {
            listener.on(type.asSubclass(RefundEvent.class), followCase::follow);
        }
        return listener;
    }
}
