package cn.juhui.notification.adapter.receiver;

import cn.juhui.notification.domain.webhook.Delivery;
import cn.juhui.notification.domain.webhook.Endpoint;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// One attempt's request after Standard Webhooks: what is signed is the event's id, the time of the attempt and the body's bytes.
///
/// @param body what is sent and signed, byte for byte
record SignedRequest(String url, Map<String, String> headers, byte[] body) {

    /// @param now by real time: receivers refuse what is minutes old
    static SignedRequest of(Endpoint endpoint, Delivery delivery, Instant now) {
        var body = delivery.json().getBytes(StandardCharsets.UTF_8);
        var timestamp = now.getEpochSecond();
        var headers = new LinkedHashMap<String, String>();
        headers.put(
                "Content-Type",
                endpoint.cloudEvents() ? "application/cloudevents+json" : "application/json");
        headers.put("User-Agent", "Juhui-Webhooks/1");
        headers.put("webhook-id", delivery.eventId());
        headers.put("webhook-timestamp", Long.toString(timestamp));
        headers.put(
                "webhook-signature",
                endpoint.signingAt(now).stream()
                        .map(secret -> Signatures.by(secret, delivery.eventId(), timestamp, body))
                        .collect(Collectors.joining(" ")));
        return new SignedRequest(endpoint.url(), headers, body);
    }
}
