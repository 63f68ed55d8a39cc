package cn.juhui.notification.application;

import cn.juhui.notification.domain.Notification;
import cn.juhui.notification.domain.Recipient;
import cn.juhui.notification.domain.feed.FeedEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The inboxes.
public interface Notifications {

    /// Stores the news of one event, and the event for the systems of the merchant concerned, each at the next position of its inbox. A position is there for everybody as soon as a higher
    /// one is, whichever instances store at the same time: who reads on behind a position misses nothing.
    ///
    /// @return the news that were stored, with their positions: who heard of the event before hears nothing
    List<Notification> add(List<Notification> notifications, List<FeedEvent> events);

    /// The same for news that no system is told.
    default List<Notification> add(List<Notification> notifications) {
        return add(notifications, List.of());
    }

    /// Newest first.
    ///
    /// @param before only older ones than the one with this id; null: from the newest
    List<Notification> list(
            Collection<Recipient> recipients,
            boolean unreadOnly,
            @Nullable String before,
            int limit);

    /// Those of one inbox behind a position, in their order.
    List<Notification> after(Recipient recipient, long position, int limit);

    /// The highest position of each inbox; 0 for an empty one.
    Map<Recipient, Long> last(Collection<Recipient> recipients);

    /// One look for many inboxes.
    ///
    /// @param known a position of each
    /// @return those that have something behind it, with the highest position seen; another look finds what one doesn't
    Map<Recipient, Long> newer(Map<Recipient, Long> known);

    /// Those that were stored before positions were given, oldest first.
    ///
    /// @param after only newer ones than the one with this id
    List<Notification> early(Collection<Recipient> recipients, String after, int limit);

    /// The positions behind which to read on for who has seen the notification with this id: its own in its inbox, and in the
    /// others what lies before the first one with a higher id.
    Map<Recipient, Long> behind(Collection<Recipient> recipients, String id);

    /// How many were not read.
    ///
    /// @param most no more are counted
    long unread(Collection<Recipient> recipients, int most);

    /// Notes that all were read.
    ///
    /// @param upTo only this one and older ones; null: all
    /// @return how many were not read before
    long readAll(Collection<Recipient> recipients, @Nullable String upTo);

    /// Notes that it was read; nothing when none of the recipients has such a notification.
    Optional<Notification> read(Collection<Recipient> recipients, String id);
}
