package cn.juhui.notification.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One piece of news for one recipient. The words are made when it is read, in the reader's language.
///
/// @param id `ntf_…`, later ones sort behind earlier ones
/// @param eventId the event it tells of; one recipient hears of one event once
/// @param type the event's wire name
/// @param refundId the case; null for news of an order that has none
/// @param orderId the order; null where the case says it
/// @param arguments what the sentence needs: order number, amount, a text somebody wrote
/// @param position its place in its inbox, given by the store: 1, 2, 3 … without a gap; 0 before it is stored, and for those that
///     were stored before positions were given
public record Notification(
        String id,
        String eventId,
        String type,
        @Nullable String refundId,
        @Nullable String orderId,
        Recipient recipient,
        List<String> arguments,
        Instant createdAt,
        boolean read,
        long position) {

    /// The same at this place of its inbox.
    public Notification at(long place) {
        return new Notification(
                id, eventId, type, refundId, orderId, recipient, arguments, createdAt, read, place);
    }
}
