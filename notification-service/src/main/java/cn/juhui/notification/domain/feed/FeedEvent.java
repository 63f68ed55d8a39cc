package cn.juhui.notification.domain.feed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One event as a merchant's systems are told it, in the feed as in webhooks.
///
/// @param id the event's own (`ce_id`), the same however often it is told
/// @param subject the aggregate that told it; its events are in their order
/// @param at when it happened, by the business clock
/// @param position its place among the merchant's events, given by the store; 0 before it is stored
/// @param traceparent W3C trace context of the work that told it; null of what was stored before this was kept
/// @param json what is sent: a CloudEvent in JSON, with the members that Standard Webhooks want
public record FeedEvent(
        String id,
        String merchantId,
        String type,
        String subject,
        Instant at,
        long position,
        String json,
        @Nullable String traceparent) {

    /// The same at this place.
    public FeedEvent at(long place) {
        return new FeedEvent(id, merchantId, type, subject, at, place, json, traceparent);
    }
}
