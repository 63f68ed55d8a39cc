package cn.juhui.notification.application.letter;

import cn.juhui.platform.messaging.replay.Replay;
import cn.juhui.platform.messaging.replay.ReplayedRecord;

/// The services as those who hear records.
@FunctionalInterface
public interface Listeners {

    /// Has the service work the record now, in the caller's name.
    Replay replay(String service, ReplayedRecord record);
}
