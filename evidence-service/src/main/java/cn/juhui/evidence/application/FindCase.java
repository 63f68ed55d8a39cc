package cn.juhui.evidence.application;

import cn.juhui.evidence.domain.RefundCase;
import cn.juhui.evidence.domain.Viewer;
import cn.juhui.platform.kernel.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/// Finds a case for who is a side of it, and for agents; for everybody else it does not exist.
///
/// Who has just applied may write at once, and what they applied for is heard here some milliseconds later: a case whose id says
/// that it is that young is waited for.
public final class FindCase {

    private static final Duration YOUNG = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int WAITING_AT_ONCE = 50;

    private final Cases cases;
    private final InstantSource realTime;
    private final Semaphore waiting = new Semaphore(WAITING_AT_ONCE);

    /// @param realTime which the ids of cases carry; not the business clock
    public FindCase(Cases cases, InstantSource realTime) {
        this.cases = cases;
        this.realTime = realTime;
    }

    public Optional<RefundCase> find(String refundId, Viewer viewer) {
        if (!Ids.isA("rfd", refundId)) {
            return Optional.empty();
        }
        var found = cases.find(refundId);
        return (found.isPresent() ? found : await(refundId))
                .filter(refund -> viewer.sideOf(refund.sides()).isPresent());
    }

    private Optional<RefundCase> await(String refundId) {
        if (!isYoung(refundId) || !waiting.tryAcquire()) {
            return Optional.empty();
        }
        try {
            var found = cases.find(refundId);
            while (found.isEmpty() && isYoung(refundId)) {
                LockSupport.parkNanos(PAUSE.toNanos());
                found = cases.find(refundId);
            }
            return found;
        } finally {
            waiting.release();
        }
    }

    private boolean isYoung(String refundId) {
        var age = realTime.millis() - RefundCase.madeAt(refundId).toEpochMilli();
        return age >= 0 && age < YOUNG.toMillis();
    }
}
