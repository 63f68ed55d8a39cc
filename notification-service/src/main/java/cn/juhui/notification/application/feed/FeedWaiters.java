package cn.juhui.notification.application.feed;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Those who wait for the next event of a merchant. What another instance stores is found by looking.
public final class FeedWaiters implements FeedArrivals {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int MOST = 1_000;
    private static final int MOST_OF_ONE = 20;

    private final Map<String, Set<Semaphore>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger all = new AtomicInteger();

    @Override
    public void arrived(String merchantId) {
        waiting.getOrDefault(merchantId, Set.of()).forEach(Semaphore::release);
    }

    /// Somebody's wait.
    public interface Wait extends AutoCloseable {

        /// Returns when something may have come.
        ///
        /// @param left no longer than this
        void forNews(Duration left);

        @Override
        void close();
    }

    /// Begins to wait: what comes from now on ends [Wait#forNews].
    ///
    /// @return empty when too many wait already
    public Optional<Wait> begin(String merchantId) {
        var mine = waiting.computeIfAbsent(merchantId, _ -> ConcurrentHashMap.newKeySet());
        if (all.incrementAndGet() > MOST || mine.size() >= MOST_OF_ONE) {
            all.decrementAndGet();
            return Optional.empty();
        }
        var news = new Semaphore(0);
        mine.add(news);
        return Optional.of(wait(merchantId, mine, news));
    }

    private Wait wait(String merchantId, Set<Semaphore> mine, Semaphore news) {
        return new Wait() {
            @Override
            public void forNews(Duration left) {
                var millis = Math.clamp(left.toMillis(), 0, LOOK_EVERY.toMillis());
                try {
                    if (news.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
                        news.drainPermits();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void close() {
                all.decrementAndGet();
                mine.remove(news);
                waiting.remove(merchantId, Set.of());
            }
        };
    }
}
