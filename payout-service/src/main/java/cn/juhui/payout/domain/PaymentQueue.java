package cn.juhui.payout.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The refunds of one payment at its channel, one behind the other: the channel wants some time between two of them. Who comes first goes
/// first; who has to wait is told when to come back, and keeps its place until then. A number that was let through last may be sent
/// again at once: it is still the same refund.
///
/// Nobody waits for one that never comes back: who isn't there a little after its time is passed, and forgotten in the end.
///
/// @param last the number that was let through last; null when none was
/// @param lastAt when that was
/// @param waiting who waits, in their order
public record PaymentQueue(@Nullable String last, @Nullable Instant lastAt, List<Waiting> waiting) {

    /// How late one may come back and still be waited for: the clock looks twice a second, and a process may just be starting.
    static final Duration GRACE = Duration.ofSeconds(10);

    /// After that one that didn't come back is forgotten.
    static final Duration PATIENCE = Duration.ofHours(6);

    /// @param comesAt when it was told to come back
    public record Waiting(String payoutNo, Instant comesAt) {

        private boolean isLate(Instant now) {
            return comesAt.plus(GRACE).isBefore(now);
        }
    }

    /// @param queue as it is now
    /// @param comeBackAt null for who may be sent now
    public record Asked(PaymentQueue queue, @Nullable Instant comeBackAt) {}

    /// Nobody was here yet.
    public static final PaymentQueue EMPTY = new PaymentQueue(null, null, List.of());

    public PaymentQueue {
        waiting = List.copyOf(waiting);
    }

    /// Asks to be sent.
    ///
    /// @param between how long there must be between two refunds
    public Asked ask(String payoutNo, Duration between, Instant now) {
        var queue = new ArrayList<>(waiting);
        queue.removeIf(
                w -> !w.payoutNo().equals(payoutNo) && w.comesAt().plus(PATIENCE).isBefore(now));
        var place = placeOf(payoutNo, queue);
        var ahead = queue.subList(0, place);
        var free = lastAt == null ? now : lastAt.plus(between);
        var mine = payoutNo.equals(last);
        if (mine || (!free.isAfter(now) && ahead.stream().allMatch(w -> w.isLate(now)))) {
            queue.removeIf(w -> w.payoutNo().equals(payoutNo));
            var latest = lastAt == null || lastAt.isBefore(now) ? now : lastAt;
            return new Asked(new PaymentQueue(payoutNo, latest, queue), null);
        }
        var next = free.isAfter(now) ? free : now;
        var comesAt = next.plus(between.multipliedBy(place));
        var waits = new Waiting(payoutNo, comesAt);
        if (place == queue.size()) {
            queue.add(waits);
        } else {
            queue.set(place, waits);
        }
        return new Asked(new PaymentQueue(last, lastAt, queue), comesAt);
    }

    private static int placeOf(String payoutNo, List<Waiting> queue) {
        for (int i = 0; i < queue.size(); i++) {
            if (queue.get(i).payoutNo().equals(payoutNo)) {
                return i;
            }
        }
        return queue.size();
    }
}
