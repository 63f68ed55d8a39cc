package cn.juhui.notification.adapter.http;

import cn.juhui.notification.domain.Notification;
import cn.juhui.platform.http.text.Texts;
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

    static NotificationView of(Notification n, Texts texts, Locale locale) {
        var sentence =
                "notification."
                        + n.arguments().getFirst()
                        + "."
                        + n.recipient().side().name().toLowerCase(Locale.ROOT);
        var filled = n.arguments().subList(1, n.arguments().size()).toArray();
        return new NotificationView(
                n.id(),
                n.type(),
                n.refundId(),
                n.orderId(),
                texts.in(locale, sentence + ".title", filled),
                texts.in(locale, sentence + ".text", filled),
                n.createdAt(),
                n.read());
    }
}
