package cn.juhui.refund.application;

import cn.juhui.platform.journal.Stored;
import cn.juhui.refund.domain.Refund;
import java.time.Duration;

/// Waits until a case has left its transient state, so that a front end can show the outcome. What this process stores wakes
/// it at once; what another instance stores is seen by looking again.
public record WaitForOutcome(Cases cases, CaseSignals signals) {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    /// @return the case as it is then, or when the time is over
    public Stored<Refund> await(Stored<Refund> refund, Duration atMost) {
        var end = System.nanoTime() + atMost.toNanos();
        var id = refund.id();
        while (refund.aggregate().status().passes() && !Thread.currentThread().isInterrupted()) {
            var left = Duration.ofNanos(end - System.nanoTime());
            if (!left.isPositive()) {
                break;
            }
            var next = signals.next(id);
            refund = cases.find(id).orElse(refund);
            if (refund.aggregate().status().passes()) {
                signals.await(id, next, left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN);
            }
        }
        return refund;
    }
}
