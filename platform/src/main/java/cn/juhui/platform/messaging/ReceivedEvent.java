package cn.juhui.platform.messaging;

import cn.juhui.contracts.Event;
import cn.juhui.platform.journal.Cause;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An event as it came in from Kafka, parsed.
///
/// @param id `ce_id`
/// @param subject `ce_subject`: the aggregate that tells it
/// @param sequence `ce_sequence`: its position in that aggregate's history
/// @param again whether it was told again because somebody missed it
/// @param at `ce_time`
public record ReceivedEvent<E extends Event>(
        String id,
        String subject,
        long sequence,
        boolean again,
        Instant at,
        String merchantId,
        @Nullable String traceparent,
        E event) {

    /// The cause of whatever the named service does because of this event.
    public Cause cause(String service) {
        return new Cause(
                cn.juhui.contracts.Actor.system(service),
                id,
                traceparent,
                new Cause.Heard(subject, sequence, again),
                null);
    }

    /// The same where it says how things stand, and not what happened: what was heard after it makes it old, even when it is told again.
    public Cause causeOfStanding(String service) {
        return new ReceivedEvent<>(id, subject, sequence, false, at, merchantId, traceparent, event)
                .cause(service);
    }
}
