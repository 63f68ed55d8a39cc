package cn.juhui.notification.application.topic;

import cn.juhui.notification.application.Arrivals;
import cn.juhui.notification.application.Notifications;
import cn.juhui.notification.application.feed.Feed;
import cn.juhui.notification.domain.Notification;
import cn.juhui.notification.domain.NotificationContent;
import cn.juhui.notification.domain.Recipient;
import cn.juhui.platform.kernel.Ids;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Sees how long events wait for their merchant's topic, and tells the platform's people of each topic that takes none: the feed keeps them for a month only, and nobody else would miss them.
public final class WatchTopics {

    /// An outage of the broker is over by then, or known.
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final String TYPE = NotificationContent.TOPIC_WAITING;

    private final Set<String> merchantIds;
    private final Feed feed;
    private final TopicPlaces places;
    private final Notifications notifications;
    private final Arrivals arrivals;
    private final Clock realClock;
    private final Clock clock;

    private volatile Duration behind = Duration.ZERO;

    /// @param merchantIds who has a topic
    /// @param realClock by which the feed's events expire
    /// @param clock of what people are told
    public WatchTopics(
            Set<String> merchantIds,
            Feed feed,
            TopicPlaces places,
            Notifications notifications,
            Arrivals arrivals,
            Clock realClock,
            Clock clock) {
        this.merchantIds = Set.copyOf(merchantIds);
        this.feed = feed;
        this.places = places;
        this.notifications = notifications;
        this.arrivals = arrivals;
        this.realClock = realClock;
        this.clock = clock;
    }

    /// Looks at all of them.
    public void look() {
        if (merchantIds.isEmpty()) {
            return;
        }
        var now = realClock.instant();
        var longAgo = now.minus(PATIENCE);
        var oldest = now;
        for (var one : places.all(merchantIds).entrySet()) {
            var place = one.getValue();
            var since = feed.storedBehind(one.getKey(), place.position()).orElse(now);
            oldest = since.isBefore(oldest) ? since : oldest;
            // What goes on filling a new topic with a month's events stands still nowhere.
            if (since.isBefore(longAgo) && place.movedAt().isBefore(longAgo)) {
                tell(one.getKey(), place.position());
            }
        }
        behind = Duration.between(oldest, now);
    }

    /// For how long the event that waits longest has waited, as of the last look.
    public Duration behind() {
        return behind;
    }

    /// Once per place where it stands still, whichever instances see it.
    private void tell(String merchantId, long position) {
        var news =
                new Notification(
                        Ids.next("ntf"),
                        merchantId + "/" + position,
                        TYPE,
                        null,
                        null,
                        Recipient.platform(),
                        List.of(TYPE, merchantId),
                        clock.instant(),
                        false,
                        0);
        notifications.add(List.of(news)).forEach(arrivals::arrived);
    }
}
