package cn.juhui.notification.adapter.http;

import cn.juhui.notification.application.Notifications;
import cn.juhui.notification.application.contact.Wording;
import cn.juhui.notification.domain.Notification;
import cn.juhui.notification.domain.Recipient;
import cn.juhui.platform.resilience.Ticker;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// One open stream. One thread at a time tells it on from where it is; whoever wakes it meanwhile only leaves word. So each
/// notification is sent once and in its inbox's order, and a reader who is slow holds up nobody but themselves.
final class Stream {

    /// How many notifications are read at a time.
    static final int BATCH = 100;

    /// As what failures are counted.
    static final String THREAD = "notification-stream";

    private static final Logger LOG = LoggerFactory.getLogger(Stream.class);

    /// Where notifications are read from.
    @FunctionalInterface
    interface Source {
        List<Notification> after(Recipient inbox, long position);
    }

    private final Owner owner;
    private final SseEmitter emitter;
    private final Notifications notifications;
    private final Wording wording;

    private final AtomicInteger wakes = new AtomicInteger();
    private volatile boolean heartbeatDue;
    private volatile boolean behind;
    private volatile boolean ended;

    /// Only the thread that tells touches these.
    private final Map<Recipient, Long> told;

    private @Nullable String early;

    /// Whose stream it is.
    ///
    /// @param until when their token ends
    record Owner(String subject, List<Recipient> inboxes, Locale locale, Instant until) {}

    /// @param told how far each inbox was told before
    /// @param early the id behind which those are still to be told that were stored before positions were given; null: none
    Stream(
            Owner owner,
            SseEmitter emitter,
            Notifications notifications,
            Wording wording,
            Map<Recipient, Long> told,
            @Nullable String early) {
        this.owner = owner;
        this.emitter = emitter;
        this.notifications = notifications;
        this.wording = wording;
        this.told = new HashMap<>(told);
        this.early = early;
    }

    Owner owner() {
        return owner;
    }

    boolean hasEnded() {
        return ended;
    }

    /// Whether it could not read what there is, and must try again.
    boolean isBehind() {
        return behind;
    }

    /// A first line, so that the client knows that the stream stands. Before anybody else can wake it and on the request's own
    /// thread, which so sends the headers, too: no other one may while it still works at them.
    void greet() {
        send(SseEmitter.event().comment("juhui"));
    }

    /// Tells what there is.
    void begin() {
        wake(this::fromStore);
    }

    /// A line that says nothing but that the stream stands.
    void heartbeat() {
        heartbeatDue = true;
        wake((inbox, position) -> List.of());
    }

    /// Tells on, unless somebody does already: then they read once more, for themselves.
    void wake(Source source) {
        if (wakes.getAndIncrement() > 0) {
            return;
        }
        var now = source;
        var missed = 1;
        do {
            tellOn(now);
            now = this::fromStore;
            missed = wakes.addAndGet(-missed);
        } while (missed > 0);
    }

    private void tellOn(Source source) {
        try {
            if (heartbeatDue) {
                heartbeatDue = false;
                send(SseEmitter.event().comment("juhui"));
            }
            var from = behind ? (Source) this::fromStore : source;
            behind = false;
            tellEarly();
            for (var inbox : owner.inboxes()) {
                tellInbox(inbox, from);
            }
        } catch (RuntimeException e) {
            // The next look tries again.
            behind = true;
            LOG.warn("A stream could not read on: {}", e.toString());
        } catch (Error e) {
            // So does it after this: a thread that ended here would leave the stream deaf.
            behind = true;
            Ticker.count(THREAD);
            LOG.error("A stream broke and will read on", e);
        }
    }

    private void tellInbox(Recipient inbox, Source first) {
        var source = first;
        List<Notification> batch;
        do {
            batch = source.after(inbox, told.getOrDefault(inbox, 0L));
            for (var notification : batch) {
                told.put(inbox, notification.position());
                tell(notification, Place.text(owner.inboxes(), told));
            }
            source = this::fromStore;
        } while (batch.size() == BATCH && !ended);
    }

    private void tellEarly() {
        while (early != null && !ended) {
            var batch = notifications.early(owner.inboxes(), early, BATCH);
            for (var notification : batch) {
                early = notification.id();
                tell(notification, early);
            }
            if (batch.size() < BATCH) {
                early = null;
            }
        }
    }

    private List<Notification> fromStore(Recipient inbox, long position) {
        return notifications.after(inbox, position, BATCH);
    }

    private void tell(Notification notification, String id) {
        send(
                SseEmitter.event()
                        .id(id)
                        .name(notification.type())
                        .data(
                                NotificationView.of(notification, wording, owner.locale()),
                                MediaType.APPLICATION_JSON));
    }

    /// Says why it ends, and ends. Nothing comes behind it.
    synchronized void end(String code) {
        if (!ended) {
            ended = true;
            sendQuietly(
                    SseEmitter.event()
                            .name("end")
                            .data(Map.of("code", code), MediaType.APPLICATION_JSON));
            emitter.complete();
        }
    }

    /// Ends it without a word.
    void close() {
        ended = true;
        emitter.complete();
    }

    private synchronized void send(SseEmitter.SseEventBuilder event) {
        if (!ended) {
            sendQuietly(event);
        }
    }

    /// A client that is gone, or takes nothing for as long as the web server waits for that, is cut off.
    private void sendQuietly(SseEmitter.SseEventBuilder event) {
        try {
            emitter.send(event);
        } catch (IOException | IllegalStateException e) {
            ended = true;
            emitter.completeWithError(e);
        }
    }
}
