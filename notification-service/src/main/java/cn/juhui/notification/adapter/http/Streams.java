package cn.juhui.notification.adapter.http;

import cn.juhui.notification.application.Arrivals;
import cn.juhui.notification.application.Notifications;
import cn.juhui.notification.application.contact.Wording;
import cn.juhui.notification.domain.Notification;
import cn.juhui.notification.domain.Recipient;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.resilience.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// The open streams of this instance. A stream always reads on from the positions it has told, out of the store: at once when
/// something arrives here, and when the look of every second finds what other instances stored. One look is for all streams
/// together. So nothing is told twice and nothing is missed, whichever instance stores it and whichever has the stream.
public final class Streams implements Arrivals, AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int HEARTBEAT_EVERY_LOOKS = 15;
    private static final Duration PROBE = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LINES = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Notifications notifications;
    private final Wording wording;
    private final StreamLimits limits;
    private final Clock clock;
    private final ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();
    private final Ticker ticker;

    /// Guarded by itself, like what is known of their inboxes.
    private final Set<Stream> open = new HashSet<>();

    /// Up to where the open streams' inboxes were looked at.
    private final Map<Recipient, Long> known = new HashMap<>();

    private int looks;

    /// @param clock what tokens' ends are compared with: real time, not business time
    public Streams(Notifications notifications, Wording wording, StreamLimits limits, Clock clock) {
        this.notifications = notifications;
        this.wording = wording;
        this.limits = limits;
        this.clock = clock;
        Ticker.survivals(Stream.THREAD);
        this.ticker = new Ticker("notification-streams", LOOK_EVERY, this::look);
    }

    /// @param last the `Last-Event-ID` behind which to go on, a [Place] or a notification's id; null: only what comes from now on
    /// @throws ProblemException 401 when the token has ended, 429 when the caller has too many streams open, 503 when all have
    SseEmitter open(Stream.Owner owner, @Nullable String last) {
        if (!clock.instant().isBefore(owner.until())) {
            throw ProblemException.because(401, "UNAUTHENTICATED", "EXPIRED");
        }
        var end = notifications.last(owner.inboxes());
        var emitter = new SseEmitter(LONGEST.toMillis());
        var stream =
                new Stream(
                        owner,
                        emitter,
                        notifications,
                        wording,
                        told(owner.inboxes(), last, end),
                        last == null || Place.isOne(last) ? null : last);
        emitter.onCompletion(() -> remove(stream));
        emitter.onTimeout(emitter::complete);
        emitter.onError(e -> remove(stream));
        stream.greet();
        if (!isRoomFor(owner)) {
            findOutWhoLeft(owner);
        }
        add(stream, end);
        writers.execute(stream::begin);
        return emitter;
    }

    private Map<Recipient, Long> told(
            List<Recipient> inboxes, @Nullable String last, Map<Recipient, Long> end) {
        if (last == null) {
            return end;
        }
        return Place.isOne(last)
                ? Place.parse(last).within(end)
                : notifications.behind(inboxes, last);
    }

    private void add(Stream stream, Map<Recipient, Long> end) {
        synchronized (open) {
            if (of(stream.owner()).size() >= limits.perCaller()) {
                throw ProblemException.of(429, "TOO_MANY_STREAMS", limits.perCaller());
            }
            if (open.size() >= limits.total()) {
                throw ProblemException.of(503, "STREAMS_FULL");
            }
            open.add(stream);
            end.forEach(known::putIfAbsent);
        }
    }

    private boolean isRoomFor(Stream.Owner owner) {
        return of(owner).size() < limits.perCaller();
    }

    private List<Stream> of(Stream.Owner owner) {
        synchronized (open) {
            return open.stream().filter(s -> s.owner().subject().equals(owner.subject())).toList();
        }
    }

    /// A client that left without a word takes no place: the first line after it left is still taken by the network, the next one
    /// isn't. Readers who are only slow are not waited for.
    private void findOutWhoLeft(Stream.Owner owner) {
        var looks =
                of(owner).stream()
                        .map(stream -> CompletableFuture.runAsync(() -> probe(stream), writers))
                        .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(looks).get(PROBE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // Whoever takes nothing has not left.
        } catch (ExecutionException e) {
            throw new IllegalStateException("Streams tell what goes wrong themselves", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void probe(Stream stream) {
        stream.heartbeat();
        LockSupport.parkNanos(BETWEEN_LINES.toNanos());
        stream.heartbeat();
        if (stream.hasEnded()) {
            remove(stream);
        }
    }

    private void remove(Stream stream) {
        synchronized (open) {
            open.remove(stream);
        }
    }

    @Override
    public void arrived(Notification notification) {
        wake(notification.recipient(), notification.position());
    }

    /// Ends what must end, and looks once for all that are open.
    void look() {
        var now = clock.instant();
        var beat = ++looks % HEARTBEAT_EVERY_LOOKS == 0;
        for (var stream : streams()) {
            if (stream.hasEnded()) {
                remove(stream);
            } else if (!now.isBefore(stream.owner().until())) {
                remove(stream);
                writers.execute(() -> stream.end("TOKEN_EXPIRED"));
            } else if (beat || stream.isBehind()) {
                writers.execute(stream::heartbeat);
            }
        }
        var watched = watched();
        if (!watched.isEmpty()) {
            notifications.newer(watched).forEach(this::wake);
        }
    }

    private List<Stream> streams() {
        synchronized (open) {
            return List.copyOf(open);
        }
    }

    private Map<Recipient, Long> watched() {
        synchronized (open) {
            var inboxes = new HashSet<Recipient>();
            open.forEach(stream -> inboxes.addAll(stream.owner().inboxes()));
            known.keySet().retainAll(inboxes);
            return Map.copyOf(known);
        }
    }

    /// Streams that stand at the same position share one reading.
    private void wake(Recipient inbox, long position) {
        List<Stream> concerned;
        synchronized (open) {
            if (known.computeIfPresent(inbox, (_, before) -> Math.max(before, position)) == null) {
                return;
            }
            concerned = open.stream().filter(s -> s.owner().inboxes().contains(inbox)).toList();
        }
        var read = new ConcurrentHashMap<Long, List<Notification>>();
        Stream.Source shared =
                (asked, from) ->
                        asked.equals(inbox)
                                ? read.computeIfAbsent(
                                        from, _ -> notifications.after(inbox, from, Stream.BATCH))
                                : List.of();
        concerned.forEach(stream -> writers.execute(() -> stream.wake(shared)));
    }

    @Override
    public void close() {
        ticker.close();
        streams().forEach(Stream::close);
        writers.shutdown();
    }
}
