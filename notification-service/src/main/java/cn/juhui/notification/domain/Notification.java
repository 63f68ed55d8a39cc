package cn.juhui.notification.domain;

import java.time.Instant;
import java.util.List;

/// One piece of news for one recipient. The words are made when it is read, in the reader's language.
///
/// @param id `ntf_…`, later ones sort behind earlier ones
/// @param eventId the event it tells of; one recipient hears of one event once
/// @param type the event's wire name
/// @param arguments what the sentence needs: order number, amount, a text somebody wrote
public record Notification(
        String id,
        String eventId,
        String type,
        String refundId,
        Recipient recipient,
        List<String> arguments,
        Instant createdAt,
        boolean read) {}
