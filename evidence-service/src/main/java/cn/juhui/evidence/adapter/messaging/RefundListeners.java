package cn.juhui.evidence.adapter.messaging;

import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.evidence.application.conversation.FollowCase;
import cn.juhui.platform.messaging.EventListener;
import cn.juhui.platform.messaging.EventReader;

/// Listens to every refund event that means something for evidence or conversations: each of them says whose case it is. The first that is heard of
/// a case opens evidence to its sides, so it is shown to its source.
public final class RefundListeners {

    private RefundListeners() {}

    public static EventListener listener(EventReader reader, FollowCase followCase) {
        var listener = EventListener.with(reader);
        for (var type : RefundEvent.class.getPermittedSubclasses()) {
            listener.onProven(
                    type.asSubclass(RefundEvent.class), followCase::follow, followCase::isNew);
        }
        return listener;
    }
}
