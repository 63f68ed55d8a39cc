package cn.juhui.refund.application.outcome;

import cn.juhui.platform.journal.Stored;
import cn.juhui.refund.domain.Refund;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Shows those who wait for a case what this process has stored of it.
public final class CaseSignals {

    private static final int REMEMBERED = 1_000;

    private final ConcurrentHashMap<String, List<Following>> following = new ConcurrentHashMap<>();

    /// What was stored last, guarded by itself.
    private final Map<String, Stored<Refund>> latest =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Stored<Refund>> eldest) {
                    return size() > REMEMBERED;
                }
            };

    /// The case was stored. Returns at once.
    public void stored(Stored<Refund> now) {
        synchronized (latest) {
            var before = latest.get(now.id());
            if (before == null || before.version() < now.version()) {
                latest.put(now.id(), now);
            }
        }
        following.getOrDefault(now.id(), List.of()).forEach(one -> one.show(now));
    }

    /// From now on nothing that is stored of the case is missed, until it is closed; nor what was stored of it lately.
    Following follow(String refundId) {
        var one = new Following(refundId);
        following.merge(
                refundId,
                List.of(one),
                (others, ours) -> Stream.concat(others.stream(), ours.stream()).toList());
        synchronized (latest) {
            var before = latest.get(refundId);
            if (before != null) {
                one.show(before);
            }
        }
        return one;
    }

    /// One who waits.
    final class Following implements AutoCloseable {

        private final String refundId;
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition shown = lock.newCondition();
        private @Nullable Stored<Refund> newest;

        private Following(String refundId) {
            this.refundId = refundId;
        }

        private void show(Stored<Refund> now) {
            lock.lock();
            try {
                if (newest == null || newest.version() < now.version()) {
                    newest = now;
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
                while (newest == null || newest.version() <= known.version()) {
                    if (nanos <= 0) {
                        return null;
                    }
                    nanos = shown.awaitNanos(nanos);
                }
                return newest;
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
