package cn.juhui.notification.adapter.http;

import cn.juhui.notification.application.Arrivals;
import cn.juhui.notification.application.Notifications;
import cn.juhui.notification.domain.Notification;
import cn.juhui.notification.domain.Recipient;
import cn.juhui.platform.http.ProblemException;
import cn.juhui.platform.http.Texts;
import cn.juhui.platform.journal.Ticker;
import cn.juhui.platform.kernel.Ids;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// The open streams of this instance. A stream always reads on from the last id it has sent, out of the store: when something
/// arrives here at once, and once a second for what other instances stored. So nothing is sent twice and nothing is missed.
public final class Streams implements Arrivals, AutoCloseable {

    static final int PER_CALLER = 5;

    private static final int BATCH = 100;
    private static final int HEARTBEAT_EVERY_LOOKS = 15;
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Notifications notifications;
    private final Texts texts;
    private final Set<Stream> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();
    private final Ticker ticker =
            new Ticker("notification-streams", Duration.ofSeconds(1), this::look);

    public Streams(Notifications notifications, Texts texts) {
        this.notifications = notifications;
        this.texts = texts;
    }

    /// @param last the id behind which to go on; null: only what arrives from now on
    /// @throws ProblemException 429 when the caller has too many streams open
    SseEmitter open(String subject, List<Recipient> inboxes, @Nullable String last, Locale locale) {
        if (open.stream().filter(s -> s.subject.equals(subject)).count() >= PER_CALLER) {
            throw ProblemException.of(429, "TOO_MANY_STREAMS", PER_CALLER);
        }
        var emitter = new SseEmitter(LONGEST.toMillis());
        var stream =
                new Stream(
                        subject, inboxes, emitter, locale, last == null ? Ids.next("ntf") : last);
        emitter.onCompletion(() -> open.remove(stream));
        emitter.onTimeout(emitter::complete);
        emitter.onError(e -> open.remove(stream));
        open.add(stream);
        writers.execute(stream::begin);
        return emitter;
    }

    @Override
    public void arrived(Notification notification) {
        for (var stream : open) {
            if (stream.inboxes.contains(notification.recipient())) {
                writers.execute(stream::sendOn);
            }
        }
    }

    private void look() {
        open.forEach(stream -> writers.execute(stream::lookOn));
    }

    @Override
    public void close() {
        ticker.close();
        open.forEach(stream -> stream.emitter.complete());
        writers.shutdown();
    }

    private final class Stream {
        private final String subject;
        private final List<Recipient> inboxes;
        private final SseEmitter emitter;
        private final Locale locale;
        private String last;
        private int looks;

        Stream(
                String subject,
                List<Recipient> inboxes,
                SseEmitter emitter,
                Locale locale,
                String last) {
            this.subject = subject;
            this.inboxes = inboxes;
            this.emitter = emitter;
            this.locale = locale;
            this.last = last;
        }

        /// A first line at once, so that the client knows that the stream stands.
        void begin() {
            heartbeat();
            sendOn();
        }

        synchronized void lookOn() {
            if (++looks % HEARTBEAT_EVERY_LOOKS == 0) {
                heartbeat();
            }
            sendOn();
        }

        synchronized void heartbeat() {
            send(SseEmitter.event().comment("juhui"));
        }

        synchronized void sendOn() {
            var news = notifications.after(inboxes, last, BATCH);
            for (var notification : news) {
                var view = NotificationView.of(notification, texts, locale);
                send(
                        SseEmitter.event()
                                .id(notification.id())
                                .name(notification.type())
                                .data(view, MediaType.APPLICATION_JSON));
                last = notification.id();
            }
        }

        private void send(SseEmitter.SseEventBuilder event) {
            try {
                emitter.send(event);
            } catch (IOException | IllegalStateException e) {
                open.remove(this);
                emitter.completeWithError(e);
            }
        }
    }
}
