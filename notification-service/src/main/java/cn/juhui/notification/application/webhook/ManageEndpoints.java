package cn.juhui.notification.application.webhook;

import cn.juhui.notification.application.feed.Feed;
import cn.juhui.notification.application.feed.FeedEvents;
import cn.juhui.notification.domain.webhook.Delivery;
import cn.juhui.notification.domain.webhook.Endpoint;
import cn.juhui.notification.domain.webhook.Secret;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.trace.TraceContext;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What merchants do with their endpoints.
public final class ManageEndpoints {

    private final Endpoints endpoints;
    private final EndpointQueues queues;
    private final Deliveries deliveries;
    private final Feed feed;
    private final WakeEndpoints wakes;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /// @param clock real time
    public ManageEndpoints(
            Endpoints endpoints,
            EndpointQueues queues,
            Deliveries deliveries,
            Feed feed,
            WakeEndpoints wakes,
            Clock clock) {
        this.endpoints = endpoints;
        this.queues = queues;
        this.deliveries = deliveries;
        this.feed = feed;
        this.wakes = wakes;
        this.clock = clock;
    }

    /// A new endpoint, which hears of what happens from now on. The same id again is the same one.
    ///
    /// @param most so many may the merchant have
    /// @return null when it has so many already
    public @Nullable Endpoint create(
            String id,
            String merchantId,
            String url,
            Set<String> eventTypes,
            String description,
            boolean cloudEvents,
            int most) {
        var there = endpoints.find(merchantId, id).orElse(null);
        if (there != null) {
            return there;
        }
        var endpoint =
                new Endpoint(
                        id,
                        merchantId,
                        url,
                        eventTypes,
                        description,
                        cloudEvents,
                        null,
                        List.of(Secret.next(random)),
                        clock.instant(),
                        1);
        if (!endpoints.add(endpoint, feed.last(merchantId), most)) {
            return null;
        }
        wakes.changed();
        return endpoint;
    }

    /// Stores what an endpoint was changed to. One that is enabled again goes on with what happens from now on.
    ///
    /// @return whether it still had the version before
    public boolean change(Endpoint before, Endpoint changed) {
        var again = changed.isEnabled() && !before.isEnabled();
        var position = again ? feed.last(changed.merchantId()) : null;
        var done = endpoints.change(changed, position);
        if (done) {
            wakes.changed();
            if (again) {
                wakes.wake(changed.id());
            }
        }
        return done;
    }

    /// With a new secret.
    ///
    /// @param overlap how long the ones before sign, too
    public Endpoint rotated(Endpoint endpoint, Duration overlap) {
        return endpoint.rotated(Secret.next(random), clock.instant(), overlap);
    }

    /// How many secrets sign now.
    public int signing(Endpoint endpoint) {
        return endpoint.signingAt(clock.instant()).size();
    }

    /// @return whether it was there
    public boolean remove(String merchantId, String id) {
        var removed = endpoints.remove(merchantId, id);
        if (removed) {
            deliveries.removeOf(id);
            wakes.changed();
        }
        return removed;
    }

    /// Sends a test once, whatever the endpoint wants to hear of. The same id again is the same one.
    public Delivery test(Endpoint endpoint, String deliveryId) {
        var now = clock.instant();
        var eventId = Ids.sibling("evt", deliveryId);
        var delivery =
                new Delivery(
                        deliveryId,
                        endpoint.id(),
                        endpoint.merchantId(),
                        eventId,
                        "webhook.test",
                        deliveryId,
                        0,
                        FeedEvents.test(eventId, endpoint.merchantId(), endpoint.id(), now),
                        TraceContext.current(),
                        true,
                        Delivery.State.PENDING,
                        0,
                        0,
                        List.of(),
                        now,
                        now,
                        1);
        deliveries.add(List.of(delivery));
        dueNow(endpoint.id());
        return delivery;
    }

    /// Puts a delivery on its way again, or hastens the one that waits.
    ///
    /// @return null when it changed meanwhile
    public @Nullable Delivery again(Delivery delivery) {
        var now = clock.instant();
        var again = delivery.again(now);
        if (!deliveries.change(again)) {
            return null;
        }
        deliveries.hasten(delivery.endpointId(), delivery.subject(), delivery.position(), now);
        dueNow(delivery.endpointId());
        return again;
    }

    /// Sends once more what happened at `from` or later, and before `to`.
    ///
    /// @param all whether also what was delivered
    /// @return whether that began: not while an earlier wish of the kind is being done
    public boolean replay(Endpoint endpoint, Instant from, Instant to, boolean all) {
        var range = feed.between(endpoint.merchantId(), from, to).orElse(null);
        if (range == null) {
            return true;
        }
        var replay = new Claim.Replay(range.first() - 1, range.last(), from, to, all);
        var begun = endpoints.replay(endpoint.id(), replay);
        if (begun) {
            dueNow(endpoint.id());
        }
        return begun;
    }

    private void dueNow(String endpointId) {
        queues.dueNow(endpointId, clock.instant());
        wakes.wake(endpointId);
    }
}
