package cn.juhui.notification.application.webhook;

import cn.juhui.notification.domain.webhook.Delivery;
import cn.juhui.notification.domain.webhook.Endpoint.DisabledBecause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Sends what is due at one endpoint. What is about the same case goes in its order, and waits while what came before it is tried again; different cases go side by side, a few at a time,
/// and one at a time while nothing gets through.
public final class SendingRound {

    /// Requests to one endpoint at the same time.
    static final int SIDE_BY_SIDE = 4;

    /// No request begins later than this after the round did.
    static final Duration LONGEST = Duration.ofSeconds(15);

    private static final int MOST = 200;

    private final Deliveries deliveries;
    private final SendDelivery send;
    private final DisableEndpoint disable;
    private final Clock clock;

    /// @param clock real time
    public SendingRound(
            Deliveries deliveries, SendDelivery send, DisableEndpoint disable, Clock clock) {
        this.deliveries = deliveries;
        this.send = send;
        this.disable = disable;
        this.clock = clock;
    }

    /// What came of it.
    ///
    /// @param dueAt when there is something to do again; null: nothing waits
    record Round(Claim claim, @Nullable Instant dueAt) {}

    Round send(Claim claim) {
        var now = clock.instant();
        var paused = claim.pausedUntil();
        if (paused != null && paused.isAfter(now)) {
            return new Round(claim, paused);
        }
        var endpointId = claim.endpoint().id();
        var waiting = deliveries.pending(endpointId, MOST);
        var lanes = lanes(endpointId, waiting, now);
        if (lanes.isEmpty()) {
            return new Round(claim, waiting.isEmpty() ? null : firstDue(endpointId));
        }
        var fared = new Faring(now);
        work(claim, lanes, fared);
        var since = fared.failingSince(claim.failingSince());
        var why = fared.disabling(since);
        if (why != null) {
            disable.because(claim.endpoint(), why);
        }
        var after = claim.faring(since, fared.pausedUntil());
        if (fared.pausedUntil() != null) {
            return new Round(after, fared.pausedUntil());
        }
        return new Round(
                after,
                fared.delivered() == waiting.size() && waiting.size() < MOST
                        ? null
                        : firstDue(endpointId));
    }

    private @Nullable Instant firstDue(String endpointId) {
        var first = deliveries.pending(endpointId, 1);
        return first.isEmpty() ? null : first.getFirst().dueAt();
    }

    /// What is due, by subject and in its order. Where what comes first is not due, what follows waits with it.
    private Queue<List<Delivery>> lanes(String endpointId, List<Delivery> waiting, Instant now) {
        var subjects =
                waiting.stream()
                        .filter(delivery -> isDue(delivery, now))
                        .map(Delivery::subject)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        var about =
                waiting.size() < MOST
                        ? waiting.stream().filter(d -> subjects.contains(d.subject())).toList()
                        : deliveries.pendingAbout(endpointId, subjects);
        var lanes = new LinkedHashMap<String, List<Delivery>>();
        subjects.forEach(subject -> lanes.put(subject, new ArrayList<>()));
        about.stream()
                .sorted(Comparator.comparingLong(Delivery::position))
                .forEach(d -> Objects.requireNonNull(lanes.get(d.subject())).add(d));
        var due = new ConcurrentLinkedQueue<List<Delivery>>();
        lanes.forEach((subject, lane) -> {
            if (lane.isEmpty()) {
                return;
            }
            if (isDue(lane.getFirst(), now)) {
                due.add(lane);
            } else {
                deliveries.postpone(
                        endpointId, subject, Objects.requireNonNull(lane.getFirst().dueAt()));
            }
        });
        return due;
    }

    private static boolean isDue(Delivery delivery, Instant now) {
        return delivery.dueAt() != null && !delivery.dueAt().isAfter(now);
    }

    private void work(Claim claim, Queue<List<Delivery>> lanes, Faring fared) {
        var atOnce = claim.failingSince() == null ? Math.min(SIDE_BY_SIDE, lanes.size()) : 1;
        var threads = new ArrayList<Thread>();
        for (int i = 1; i < atOnce; i++) {
            threads.add(
                    Thread.ofVirtual()
                            .name("webhook-" + claim.endpoint().id())
                            .start(() -> fared.carefully(() -> workLanes(claim, lanes, fared))));
        }
        fared.carefully(() -> workLanes(claim, lanes, fared));
        for (var thread : threads) {
            join(thread);
        }
        fared.throwFailure();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while requests are under way", e);
        }
    }

    private void workLanes(Claim claim, Queue<List<Delivery>> lanes, Faring fared) {
        for (var lane = lanes.poll(); lane != null; lane = lanes.poll()) {
            for (var delivery : lane) {
                if (fared.isOver() || clock.instant().isAfter(fared.began().plus(LONGEST))) {
                    return;
                }
                var sent = send.once(claim.endpoint(), delivery);
                fared.add(sent, clock.instant());
                var dueAt = sent.delivery().dueAt();
                if (dueAt != null) {
                    if (lane.size() > 1) {
                        deliveries.postpone(
                                claim.endpoint().id(), sent.delivery().subject(), dueAt);
                    }
                    break;
                }
            }
        }
    }

    /// How an endpoint fares in a round; several threads tell.
    private static final class Faring {

        /// Nothing got through for so long: the endpoint is not there any more.
        private static final Duration LASTING = Duration.ofDays(3);

        private final Instant began;
        private int delivered;
        private @Nullable Instant lastSuccess;
        private @Nullable Instant lastFailure;
        private boolean gone;
        private boolean givenUp;
        private @Nullable Instant paused;
        private @Nullable RuntimeException failure;

        Faring(Instant began) {
            this.began = began;
        }

        Instant began() {
            return began;
        }

        synchronized void add(SendDelivery.Sent sent, Instant now) {
            if (sent.delivery().state() == Delivery.State.DELIVERED) {
                delivered++;
                lastSuccess = now;
            } else {
                lastFailure = now;
                givenUp |= sent.delivery().dueAt() == null && !sent.delivery().once();
            }
            gone |= sent.gone();
            if (sent.pauseUntil() != null) {
                paused = sent.pauseUntil();
            }
        }

        synchronized boolean isOver() {
            return gone || paused != null || failure != null;
        }

        synchronized int delivered() {
            return delivered;
        }

        synchronized @Nullable Instant pausedUntil() {
            return paused;
        }

        synchronized @Nullable Instant failingSince(@Nullable Instant before) {
            if (lastSuccess != null && (lastFailure == null || lastSuccess.isAfter(lastFailure))) {
                return null;
            }
            if (lastSuccess != null || before == null) {
                return lastFailure;
            }
            return before;
        }

        synchronized @Nullable DisabledBecause disabling(@Nullable Instant failingSince) {
            if (gone) {
                return DisabledBecause.GONE;
            }
            return givenUp && failingSince != null && failingSince.plus(LASTING).isBefore(began)
                    ? DisabledBecause.FAILING
                    : null;
        }

        void carefully(Runnable work) {
            try {
                work.run();
            } catch (RuntimeException e) {
                synchronized (this) {
                    failure = e;
                }
            }
        }

        synchronized void throwFailure() {
            if (failure != null) {
                throw failure;
            }
        }
    }
}
