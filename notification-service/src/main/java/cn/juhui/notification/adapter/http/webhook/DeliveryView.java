package cn.juhui.notification.adapter.http.webhook;

import cn.juhui.notification.domain.webhook.Attempt;
import cn.juhui.notification.domain.webhook.Delivery;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A delivery as its merchant reads it.
///
/// @param attempts how often it was tried
/// @param log the latest attempts, oldest first
record DeliveryView(
        String id,
        String endpointId,
        String eventId,
        String type,
        Delivery.State state,
        int attempts,
        @Nullable Integer lastStatus,
        @Nullable Instant nextAttemptAt,
        Instant createdAt,
        List<AttemptView> log) {

    /// @param error why nothing was answered
    /// @param body the beginning of the answer
    record AttemptView(
            Instant at,
            long millis,
            @Nullable Integer status,
            @Nullable String error,
            @Nullable String body) {

        static AttemptView of(Attempt attempt) {
            return new AttemptView(
                    attempt.at(),
                    attempt.millis(),
                    attempt.status(),
                    attempt.error(),
                    attempt.body());
        }
    }

    static DeliveryView of(Delivery delivery) {
        return new DeliveryView(
                delivery.id(),
                delivery.endpointId(),
                delivery.eventId(),
                delivery.type(),
                delivery.state(),
                delivery.attempts(),
                delivery.lastStatus(),
                delivery.dueAt(),
                delivery.createdAt(),
                delivery.log().stream().map(AttemptView::of).toList());
    }
}
