package cn.juhui.notification.adapter.http;

import cn.juhui.notification.application.contact.Wording;
import cn.juhui.notification.domain.Notification;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A notification in the reader's language.
record NotificationView(
        String id,
        String type,
        @Nullable String refundId,
        @Nullable String orderId,
        String title,
        String text,
        Instant createdAt,
        boolean read) {

    static NotificationView of(Notification n, Wording wording, Locale locale) {
        var said = wording.of(n, locale);
        return new NotificationView(
                n.id(),
                n.type(),
                n.refundId(),
                n.orderId(),
                said.title(),
                said.text(),
                n.createdAt(),
                n.read());
    }
}
