package cn.juhui.notification.application.feed;

import cn.juhui.notification.domain.feed.FeedEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The events of each merchant, in order, as long as they are kept. A position is there for everybody as soon as a higher one is.
public interface Feed {

    /// Those behind a position, in their order.
    ///
    /// @param types only these; empty: all
    List<FeedEvent> after(String merchantId, long position, Collection<String> types, int limit);

    /// Where the event with this id stands; empty when the merchant has none with it (any more).
    Optional<Long> positionOf(String merchantId, String eventId);

    /// The position of the last event; where there is none, that behind which the first one will come.
    long last(String merchantId);

    /// The first and the last position of what happened at `from` or later, and before `to`; empty when nothing did.
    Optional<Range> between(String merchantId, Instant from, Instant to);

    /// Both belong to it.
    record Range(long first, long last) {}

    /// Whether the first position behind this one that is there is the next one that was given: nothing in between has expired.
    boolean isWhole(String merchantId, long position);

    /// When the first event behind this position was stored; empty when there is none.
    Optional<Instant> storedBehind(String merchantId, long position);

    /// One look for many merchants.
    ///
    /// @param known a position of each
    /// @return those that have something behind it; another look finds what one doesn't
    Collection<String> newer(Map<String, Long> known);
}
