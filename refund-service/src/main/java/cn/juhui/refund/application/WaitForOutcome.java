package cn.juhui.refund.application;

import cn.juhui.platform.journal.Stored;
import cn.juhui.refund.domain.Refund;
import java.time.Duration;

/// Waits until a case has left its transient state, so that a front end can show the outcome. What this process stores is
/// seen at once and without reading; what another instance stores is seen by looking again.
public record WaitForOutcome(Cases cases, CaseSignals signals) {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    /// @return the case as it is then, or when the time is over
    public Stored<Refund> await(Stored<Refund> refund, Duration atMost) {
        if (!refund.aggregate().passes() || !atMost.isPositive()) {
            return refund;
        }
        var end = System.nanoTime() + atMost.toNanos();
        try (var following = signals.follow(refund.id())) {
            refund = cases.find(refund.id()).orElse(refund);
            while (refund.aggregate().passes() && !Thread.currentThread().isInterrupted()) {
                var left = Duration.ofNanos(end - System.nanoTime());
                if (!left.isPositive()) {
                    break;
                }
                var look = left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN;
                var newer = following.newerThan(refund, look);
                refund = newer != null ? newer : cases.find(refund.id()).orElse(refund);
            }
        }
        return refund;
    }
}
