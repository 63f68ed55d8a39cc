package cn.juhui.notification.adapter.http.webhook;

import cn.juhui.notification.domain.webhook.Endpoint;
import cn.juhui.notification.domain.webhook.Endpoint.DisabledBecause;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An endpoint as its merchant reads it.
///
/// @param publicKey what `v1a` signatures are verified with
/// @param secret what `v1` signatures are verified with; only in the answer that made it
record EndpointView(
        String id,
        String url,
        List<String> eventTypes,
        String description,
        boolean cloudEvents,
        boolean enabled,
        @Nullable DisabledBecause disabledBecause,
        String publicKey,
        @Nullable String secret,
        Instant createdAt,
        long version) {

    static EndpointView of(Endpoint endpoint) {
        return of(endpoint, null);
    }

    static EndpointView withSecret(Endpoint endpoint) {
        return of(endpoint, endpoint.secrets().getFirst().shown());
    }

    private static EndpointView of(Endpoint endpoint, @Nullable String secret) {
        return new EndpointView(
                endpoint.id(),
                endpoint.url(),
                endpoint.sortedTypes(),
                endpoint.description(),
                endpoint.cloudEvents(),
                endpoint.isEnabled(),
                endpoint.disabledBecause(),
                endpoint.secrets().getFirst().shownPublicKey(),
                secret,
                endpoint.createdAt(),
                endpoint.version());
    }
}
