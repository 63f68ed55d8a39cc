package cn.juhui.notification.application.webhook;

import cn.juhui.notification.domain.webhook.Delivery;
import cn.juhui.notification.domain.webhook.Endpoint;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Merchants' systems.
public interface Receivers {

    /// Whether its name leads to public addresses only.
    ///
    /// @return null when it does, or a code: `HOST_UNKNOWN`, `ADDRESS_NOT_PUBLIC`
    @Nullable String faultOf(String url);

    /// Sends one request, signed after Standard Webhooks by every secret that signs. Returns within a bounded time, whatever the other side does.
    ///
    /// @param now the time that is signed
    /// @throws IllegalStateException when this process ends: nobody knows what came of it
    Answer send(Endpoint endpoint, Delivery delivery, Instant now);

    /// What came of it.
    ///
    /// @param status null when nothing was answered
    /// @param error a code; null when it was answered
    /// @param body the beginning of the answer; null where there was none
    /// @param retryAfter how long the receiver asked to be left alone; null: it didn't
    record Answer(
            @Nullable Integer status,
            @Nullable String error,
            @Nullable String body,
            @Nullable Duration retryAfter) {}
}
