package cn.juhui.platform.messaging.replay;

import cn.juhui.platform.journal.DocumentFullException;
import cn.juhui.platform.messaging.EventListener;
import cn.juhui.platform.messaging.NewerRecordException;
import cn.juhui.platform.messaging.UnprocessableRecordException;
import cn.juhui.platform.resilience.Failure;
import cn.juhui.platform.resilience.Outages;
import java.util.Map;

/// Hands a record to this service's own listener as one that is told again: its source is asked whether it told it, and what was heard already is known by
/// its id. So whoever brings it can have nothing done that the topic itself could not, and a second time does no more than the first.
public final class Replays {

    private final String service;
    private final Map<String, EventListener> listeners;

    /// @param service this one
    /// @param listeners by their topic
    public Replays(String service, Map<String, EventListener> listeners) {
        this.service = service;
        this.listeners = Map.copyOf(listeners);
    }

    /// Works it now, on this thread.
    public Replay replay(ReplayedRecord record) {
        var listener = listeners.get(record.topic());
        var consumed = record.asConsumed();
        if (listener == null || !listener.hears(consumed)) {
            return Replay.refused("%s does nothing on such a record".formatted(service));
        }
        try {
            listener.hearAgain(consumed, service);
            return Replay.done();
        } catch (UnprocessableRecordException | DocumentFullException | NewerRecordException e) {
            return Replay.refused(Failure.cut(e.getMessage()));
        } catch (RuntimeException e) {
            var failure = Failure.of(e);
            return Outages.isBehind(e)
                    ? Replay.away(failure.way())
                    : Replay.failed(
                            failure.way()
                                    + (failure.message() == null ? "" : ": " + failure.message()));
        }
    }
}
