package cn.juhui.notification.adapter.sms;

import cn.juhui.notification.application.contact.Carrier;
import cn.juhui.notification.domain.contact.Channel;
import cn.juhui.platform.json.StateMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands text messages to a gateway: `POST` with `{"id", "to", "text", "language"}` as JSON, the key as bearer token, the id as `Idempotency-Key`, too. 2xx: taken; 408, 429
/// and 5xx, or no answer: not now; everything else: never.
public final class HttpSmsCarrier implements Carrier, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpSmsCarrier.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SmsSettings settings;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    public HttpSmsCarrier(SmsSettings settings) {
        this.settings = settings;
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    /// What the gateway is sent.
    record Sms(String id, String to, String text, String language) {}

    @Override
    public Outcome carry(Letter letter) {
        var sms = new Sms(letter.id(), letter.to(), letter.text(), letter.language());
        var request =
                HttpRequest.newBuilder(URI.create(settings.url()))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", letter.id())
                        .POST(BodyPublishers.ofByteArray(StateMapper.toJson(sms)));
        if (!settings.key().isEmpty()) {
            request.header("Authorization", "Bearer " + settings.key());
        }
        try {
            var status = http.send(request.build(), BodyHandlers.discarding()).statusCode();
            if (status / 100 != 2) {
                LOG.warn("{} was answered {} by the gateway of text messages", letter.id(), status);
            }
            return outcome(status);
        } catch (IOException e) {
            LOG.warn(
                    "{} had no answer from the gateway of text messages: {}",
                    letter.id(),
                    e.toString());
            return Outcome.FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.FAILED;
        }
    }

    private static Outcome outcome(int status) {
        return switch (status / 100) {
            case 2 -> Outcome.SENT;
            case 4 -> status == 408 || status == 429 ? Outcome.FAILED : Outcome.REFUSED;
            case 5 -> Outcome.FAILED;
            default -> Outcome.REFUSED;
        };
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
