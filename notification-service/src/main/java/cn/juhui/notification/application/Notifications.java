package cn.juhui.notification.application;

import cn.juhui.notification.domain.Notification;
import cn.juhui.notification.domain.Recipient;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The inboxes.
public interface Notifications {

    /// Stores the news of one event.
    ///
    /// @return those that were stored: who heard of the event before hears nothing
    List<Notification> add(List<Notification> notifications);

    /// Newest first.
    ///
    /// @param before only older ones than the one with this id; null: from the newest
    List<Notification> list(
            Collection<Recipient> recipients,
            boolean unreadOnly,
            @Nullable String before,
            int limit);

    /// Oldest first.
    ///
    /// @param after only newer ones than the one with this id
    List<Notification> after(Collection<Recipient> recipients, String after, int limit);

    /// Notes that it was read; nothing when none of the recipients has such a notification.
    Optional<Notification> read(Collection<Recipient> recipients, String id);
}
