package cn.juhui.notification.application.webhook;

import cn.juhui.notification.application.feed.Feed;
import cn.juhui.notification.domain.feed.FeedEvent;
import cn.juhui.notification.domain.webhook.Delivery;
import cn.juhui.notification.domain.webhook.Endpoint;
import cn.juhui.platform.kernel.Ids;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes deliveries of the merchant's events that an endpoint hasn't had yet, and puts those on their way again that are to be sent once more. An event has one delivery at an endpoint, however often it is looked at.
public final class MakeDeliveries {

    private static final int AT_ONCE = 100;

    private final Feed feed;
    private final Deliveries deliveries;
    private final Clock clock;

    /// @param clock real time
    public MakeDeliveries(Feed feed, Deliveries deliveries, Clock clock) {
        this.feed = feed;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /// How far it came.
    ///
    /// @param isAll whether there were no more events
    record Made(Claim claim, boolean isAll) {}

    Made of(Claim claim) {
        var endpoint = claim.endpoint();
        var replay = claim.replay();
        var rest = replay == null ? null : again(endpoint, replay);
        var events = feed.after(endpoint.merchantId(), claim.position(), Set.of(), AT_ONCE);
        var wanted = events.stream().filter(event -> wants(endpoint, event)).toList();
        if (!wanted.isEmpty()) {
            deliveries.add(wanted.stream().map(event -> delivery(endpoint, event)).toList());
        }
        var position = events.isEmpty() ? claim.position() : events.getLast().position();
        return new Made(claim.at(position, rest), events.size() < AT_ONCE && rest == null);
    }

    private Claim.@Nullable Replay again(Endpoint endpoint, Claim.Replay replay) {
        var events = feed.after(endpoint.merchantId(), replay.position(), Set.of(), AT_ONCE);
        if (events.isEmpty()) {
            return null;
        }
        var wanted =
                events.stream()
                        .filter(event -> replay.wants(event) && wants(endpoint, event))
                        .toList();
        var there =
                deliveries
                        .ofEvents(endpoint.id(), wanted.stream().map(FeedEvent::id).toList())
                        .stream()
                        .collect(Collectors.toMap(Delivery::eventId, Function.identity()));
        var missing = new ArrayList<Delivery>();
        for (var event : wanted) {
            var delivery = there.get(event.id());
            if (delivery == null) {
                missing.add(delivery(endpoint, event));
            } else if (delivery.state() == Delivery.State.FAILED
                    || replay.all() && delivery.state() == Delivery.State.DELIVERED) {
                // Whoever changed it meanwhile put it on its way as well.
                deliveries.change(delivery.again(clock.instant()));
            }
        }
        if (!missing.isEmpty()) {
            deliveries.add(List.copyOf(missing));
        }
        return replay.behind(events.getLast().position());
    }

    private static boolean wants(Endpoint endpoint, FeedEvent event) {
        return endpoint.eventTypes().isEmpty() || endpoint.eventTypes().contains(event.type());
    }

    private Delivery delivery(Endpoint endpoint, FeedEvent event) {
        var now = clock.instant();
        return new Delivery(
                Ids.next("whd"),
                endpoint.id(),
                endpoint.merchantId(),
                event.id(),
                event.type(),
                event.subject(),
                event.position(),
                event.json(),
                event.traceparent(),
                false,
                Delivery.State.PENDING,
                0,
                0,
                List.of(),
                now,
                now,
                1);
    }
}
