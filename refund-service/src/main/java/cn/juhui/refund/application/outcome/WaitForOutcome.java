package cn.juhui.refund.application.outcome;

import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.Stored;
import cn.juhui.refund.domain.Refund;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/// Waits until a case has left its transient state, so that a front end can show the outcome. What this process stores wakes
/// whoever waits, at once and without reading; what another instance stores is seen by looking again, less and less often. Only so many wait at
/// a time; everybody else is answered at once with the case as it is.
public final class WaitForOutcome {

    private static final Duration FIRST_LOOK = Duration.ofMillis(200);
    private static final Duration LAST_LOOKS = Duration.ofMillis(1_600);

    private final Journal<Refund, RefundEvent> refunds;
    private final CaseSignals signals;
    private final Semaphore places;

    /// @param places how many may wait at a time
    public WaitForOutcome(Journal<Refund, RefundEvent> refunds, CaseSignals signals, int places) {
        this.refunds = refunds;
        this.signals = signals;
        this.places = new Semaphore(places);
    }

    /// The case as it is at the end.
    ///
    /// @param waited whether the outcome was waited for, as it was wished
    public record Outcome(Stored<Refund> refund, boolean waited) {}

    /// @return at once when the case passes through nothing, or too many wait; otherwise when it has an outcome, or the time is over
    public Outcome await(Stored<Refund> refund, Duration atMost) {
        if (!atMost.isPositive()) {
            return new Outcome(refund, false);
        }
        if (!refund.aggregate().passes()) {
            return new Outcome(refund, true);
        }
        if (!places.tryAcquire()) {
            return new Outcome(refund, false);
        }
        try {
            return new Outcome(waitFor(refund, atMost), true);
        } finally {
            places.release();
        }
    }

    private Stored<Refund> waitFor(Stored<Refund> refund, Duration atMost) {
        var end = System.nanoTime() + atMost.toNanos();
        var pause = FIRST_LOOK;
        try (var following = signals.follow(refund.id())) {
            while (refund.aggregate().passes() && !Thread.currentThread().isInterrupted()) {
                var left = Duration.ofNanos(end - System.nanoTime());
                if (!left.isPositive()) {
                    break;
                }
                var newer = following.newerThan(refund, left.compareTo(pause) < 0 ? left : pause);
                refund = newer != null ? newer : refunds.find(refund.id()).orElse(refund);
                pause = pause.compareTo(LAST_LOOKS) < 0 ? pause.multipliedBy(2) : LAST_LOOKS;
            }
        }
        return refund;
    }
}
