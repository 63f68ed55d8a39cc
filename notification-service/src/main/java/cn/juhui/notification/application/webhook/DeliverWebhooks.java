package cn.juhui.notification.application.webhook;

import cn.juhui.notification.application.webhook.SendingRound.Round;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.lever.Levers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Works for one endpoint until there is nothing to do: makes deliveries of the events that came, and sends what is due. Only who has claimed the endpoint does so.
public final class DeliverWebhooks {

    /// How long a claim holds: longer than a round and the request that began at its end.
    static final Duration CLAIM = Duration.ofSeconds(45);

    /// So long after it was resumed an endpoint may still wait.
    private static final Duration LOOKS_AGAIN = Duration.ofSeconds(2);

    private static final int TRIES = 3;

    private final EndpointQueues queues;
    private final MakeDeliveries make;
    private final SendingRound rounds;
    private final Levers levers;
    private final Clock clock;

    /// @param levers by the endpoint's id: while one is paused nothing is sent there
    /// @param clock real time
    public DeliverWebhooks(
            EndpointQueues queues,
            MakeDeliveries make,
            SendingRound rounds,
            Levers levers,
            Clock clock) {
        this.queues = queues;
        this.make = make;
        this.rounds = rounds;
        this.levers = levers;
        this.clock = clock;
    }

    /// Returns when there is nothing to do now, or another instance does it.
    public void work(String endpointId) {
        var token = Ids.next("clm");
        var claim = claim(endpointId, token);
        while (claim != null) {
            var made = make.of(claim);
            var round =
                    levers.isPaused(endpointId)
                            ? new Round(made.claim(), clock.instant().plus(LOOKS_AGAIN))
                            : rounds.send(made.claim());
            var done = round.claim();
            var dueAt = made.isAll() ? round.dueAt() : clock.instant();
            if (isLater(dueAt) && queues.release(done, token, dueAt)) {
                return;
            }
            claim = queues.keep(done, token, claimedUntil()).orElse(null);
        }
    }

    /// Two may let go and ask at the same moment; who then misses something is woken by the look for what was missed.
    private @Nullable Claim claim(String endpointId, String token) {
        for (int i = 0; i < TRIES; i++) {
            var now = clock.instant();
            var claim = queues.claim(endpointId, token, now, claimedUntil()).orElse(null);
            if (claim != null) {
                return claim;
            }
            if (queues.tellOwner(endpointId, now)) {
                return null;
            }
        }
        return null;
    }

    private Instant claimedUntil() {
        return clock.instant().plus(CLAIM);
    }

    private boolean isLater(@Nullable Instant dueAt) {
        return dueAt == null || dueAt.isAfter(clock.instant());
    }
}
