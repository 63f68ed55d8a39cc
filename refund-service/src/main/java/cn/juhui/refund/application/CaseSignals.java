package cn.juhui.refund.application;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Tells those who wait for a case, in this process, that it was stored.
public final class CaseSignals {

    private final ConcurrentHashMap<String, CountDownLatch> waiting = new ConcurrentHashMap<>();

    /// The case was stored. Returns at once.
    public void stored(String refundId) {
        var latch = waiting.remove(refundId);
        if (latch != null) {
            latch.countDown();
        }
    }

    /// To be taken before the case is read, so that nothing stored after the reading is missed.
    CountDownLatch next(String refundId) {
        return waiting.computeIfAbsent(refundId, _ -> new CountDownLatch(1));
    }

    void await(String refundId, CountDownLatch next, Duration atMost) {
        try {
            var unused = next.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.remove(refundId, next);
        }
    }
}
