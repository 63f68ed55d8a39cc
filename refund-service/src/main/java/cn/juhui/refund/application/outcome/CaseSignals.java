package cn.juhui.refund.application.outcome;

import cn.juhui.platform.journal.Stored;
import cn.juhui.refund.domain.Refund;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Shows those who wait for a case what this process has stored of it.
public final class CaseSignals {

    private final ConcurrentHashMap<String, List<Following>> following = new ConcurrentHashMap<>();

    /// The case was stored. Returns at once.
    public void stored(Stored<Refund> now) {
        following.getOrDefault(now.id(), List.of()).forEach(one -> one.show(now));
    }

    /// From now on nothing that is stored of the case is missed, until it is closed.
    Following follow(String refundId) {
        var one = new Following(refundId);
        following.merge(
                refundId,
                List.of(one),
                (others, ours) -> Stream.concat(others.stream(), ours.stream()).toList());
        return one;
    }

    /// One who waits.
    final class Following implements AutoCloseable {

        private final String refundId;
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition shown = lock.newCondition();
        private @Nullable Stored<Refund> latest;

        private Following(String refundId) {
            this.refundId = refundId;
        }

        private void show(Stored<Refund> now) {
            lock.lock();
            try {
                if (latest == null || latest.version() < now.version()) {
                    latest = now;
                    shown.signal();
                }
            } finally {
                lock.unlock();
            }
        }

        /// @return what was stored after `known`; null when nothing was in that time
        @Nullable Stored<Refund> newerThan(Stored<Refund> known, Duration atMost) {
            var nanos = atMost.toNanos();
            lock.lock();
            try {
                while (latest == null || latest.version() <= known.version()) {
                    if (nanos <= 0) {
                        return null;
                    }
                    nanos = shown.awaitNanos(nanos);
                }
                return latest;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            following.computeIfPresent(
                    refundId,
                    (_, all) -> {
                        var others = all.stream().filter(one -> one != this).toList();
                        return others.isEmpty() ? null : others;
                    });
        }
    }
}
