package cn.juhui.notification.application.webhook;

import cn.juhui.notification.domain.webhook.Attempt;
import cn.juhui.notification.domain.webhook.Delivery;
import cn.juhui.notification.domain.webhook.Endpoint;
import cn.juhui.notification.domain.webhook.RetrySchedule;
import cn.juhui.platform.trace.Tracing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Tries a delivery once, and stores what came of it.
public final class SendDelivery {

    /// Answers with which a receiver, or what stands before it, says that it has too much to do.
    private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);

    private final Receivers receivers;
    private final Deliveries deliveries;
    private final Tracing tracing;
    private final Clock clock;

    /// @param tracing where the requests are seen, in the stories that their events belong to
    /// @param clock real time
    public SendDelivery(Receivers receivers, Deliveries deliveries, Tracing tracing, Clock clock) {
        this.receivers = receivers;
        this.deliveries = deliveries;
        this.tracing = tracing;
        this.clock = clock;
    }

    /// What came of it.
    ///
    /// @param gone whether the receiver says that it is gone for good
    /// @param pauseUntil before when the receiver wants nothing at all; null: it didn't say
    record Sent(Delivery delivery, boolean gone, @Nullable Instant pauseUntil) {}

    Sent once(Endpoint endpoint, Delivery delivery) {
        var began = clock.instant();
        var answer = send(endpoint, delivery, began);
        var ended = clock.instant();
        var body = answer.body();
        var attempt =
                new Attempt(
                        began,
                        Duration.between(began, ended).toMillis(),
                        answer.status(),
                        answer.error(),
                        body == null ? null : Attempt.keepable(body, endpoint.secrets()));
        var next = delivery.once() || attempt.saysGone() ? null : next(delivery, ended, answer);
        return new Sent(store(delivery, attempt, next), attempt.saysGone(), pause(answer, ended));
    }

    private Receivers.Answer send(Endpoint endpoint, Delivery delivery, Instant began) {
        var span =
                tracing.begin(
                        Tracing.Kind.CLIENT, "webhook " + delivery.type(), delivery.traceparent());
        if (span == null) {
            return receivers.send(endpoint, delivery, began);
        }
        try {
            var answer = receivers.send(endpoint, delivery, began);
            span.set("juhui.delivery", delivery.id());
            span.set("juhui.status", String.valueOf(answer.status()));
            return answer;
        } finally {
            span.end();
        }
    }

    private static @Nullable Instant next(Delivery delivery, Instant now, Receivers.Answer answer) {
        return RetrySchedule.next(
                        delivery.failures() + 1,
                        now,
                        ThreadLocalRandom.current().nextDouble(),
                        answer.retryAfter())
                .orElse(null);
    }

    private static @Nullable Instant pause(Receivers.Answer answer, Instant now) {
        var wish = answer.retryAfter();
        if (wish == null || answer.status() == null || !BUSY.contains(answer.status())) {
            return null;
        }
        return now.plus(
                wish.compareTo(RetrySchedule.LONGEST_WISH) < 0 ? wish : RetrySchedule.LONGEST_WISH);
    }

    /// Whoever put it on its way again meanwhile gets their wish after this.
    private Delivery store(Delivery delivery, Attempt attempt, @Nullable Instant next) {
        var tried = delivery.tried(attempt, next);
        while (!deliveries.change(tried)) {
            var now = deliveries.find(delivery.merchantId(), delivery.id()).orElse(null);
            if (now == null) {
                return tried;
            }
            tried = now.tried(attempt, next);
        }
        return tried;
    }
}
