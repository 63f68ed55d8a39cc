package cn.juhui.notification.domain.webhook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One event on its way to one endpoint. Every try sends the same bytes under the same `webhook-id`.
///
/// @param id `whd_…`
/// @param eventId the event's own, which is its `webhook-id`
/// @param subject what the event is about; what is about the same is delivered in its order
/// @param position the event's place among the merchant's; 0 for a test
/// @param json what is sent
/// @param traceparent W3C trace context of the story that it belongs to; null of what was stored before this was kept
/// @param once whether it is tried once only: a test
/// @param failures in a row, since it was last put on its way
/// @param attempts how often it was tried
/// @param log the latest attempts, oldest first
/// @param dueAt when it is tried (again); null when it is not
public record Delivery(
        String id,
        String endpointId,
        String merchantId,
        String eventId,
        String type,
        String subject,
        long position,
        String json,
        @Nullable String traceparent,
        boolean once,
        State state,
        int failures,
        int attempts,
        List<Attempt> log,
        @Nullable Instant dueAt,
        Instant createdAt,
        long version) {

    private static final int KEPT_ATTEMPTS = 20;

    /// How far it is.
    public enum State {
        /// It will be tried (again).
        PENDING,
        /// The receiver has it.
        DELIVERED,
        /// It was tried often enough.
        FAILED
    }

    public Delivery {
        log = List.copyOf(log);
    }

    /// After one more try.
    ///
    /// @param next when to try again if it failed; null: never
    public Delivery tried(Attempt attempt, @Nullable Instant next) {
        var all = new ArrayList<>(log);
        all.add(attempt);
        var delivered = attempt.isDelivered();
        var due = delivered ? null : next;
        return new Delivery(
                id,
                endpointId,
                merchantId,
                eventId,
                type,
                subject,
                position,
                json,
                traceparent,
                once,
                delivered ? State.DELIVERED : due == null ? State.FAILED : State.PENDING,
                delivered ? 0 : failures + 1,
                attempts + 1,
                all.subList(Math.max(0, all.size() - KEPT_ATTEMPTS), all.size()),
                due,
                createdAt,
                version + 1);
    }

    /// On its way once more, with all its tries.
    public Delivery again(Instant now) {
        return new Delivery(
                id,
                endpointId,
                merchantId,
                eventId,
                type,
                subject,
                position,
                json,
                traceparent,
                once,
                State.PENDING,
                0,
                attempts,
                log,
                now,
                createdAt,
                version + 1);
    }

    /// What the last try was answered; null when it wasn't.
    public @Nullable Integer lastStatus() {
        return log.isEmpty() ? null : log.getLast().status();
    }
}
