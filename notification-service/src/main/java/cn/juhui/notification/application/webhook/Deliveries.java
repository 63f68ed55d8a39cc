package cn.juhui.notification.application.webhook;

import cn.juhui.notification.domain.webhook.Delivery;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Deliveries: one per endpoint and event.
public interface Deliveries {

    /// Adds those that aren't there.
    void add(List<Delivery> deliveries);

    Optional<Delivery> find(String merchantId, String id);

    /// What deliveries a list is to have; null: all.
    record Filter(
            @Nullable String endpointId,
            @Nullable String eventId,
            Delivery.@Nullable State state,
            @Nullable String type) {}

    /// Newest first.
    ///
    /// @param before only older ones than the one with this id; null: from the newest
    List<Delivery> list(String merchantId, Filter filter, @Nullable String before, int limit);

    /// Those of these events that the endpoint has already.
    List<Delivery> ofEvents(String endpointId, Collection<String> eventIds);

    /// What waits at an endpoint, by when it is due.
    List<Delivery> pending(String endpointId, int limit);

    /// What waits about these subjects, by position.
    List<Delivery> pendingAbout(String endpointId, Collection<String> subjects);

    /// Stores the delivery where it still has the version before.
    ///
    /// @return whether it had
    boolean change(Delivery changed);

    /// Moves what waits about a subject, and is due earlier, to this time.
    void postpone(String endpointId, String subject, Instant until);

    /// What waits about a subject up to this position is due now.
    void hasten(String endpointId, String subject, long position, Instant now);

    /// Forgets everything about an endpoint.
    void removeOf(String endpointId);
}
