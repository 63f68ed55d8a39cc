package cn.juhui.platform.journal.mongo;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What this process stored a moment ago: a story that goes on needs no reading. It is only believed as far as the guard of the next update proves it, so it may be old: where another
/// instance changes the same aggregates it mostly is, and then nothing is remembered for a while.
final class Recent<A> {

    private static final int MOST = 500;
    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final Duration SHARED = Duration.ofMinutes(1);

    private final Cache<String, Known<A>> known =
            Caffeine.newBuilder()
                    .maximumSize(MOST)
                    .expireAfterWrite(KEPT)
                    .executor(Runnable::run)
                    .build();

    private volatile long sharedUntil = System.nanoTime();

    @Nullable Known<A> find(String id) {
        return known.getIfPresent(id);
    }

    void stored(String id, Known<A> now) {
        if (sharedUntil - System.nanoTime() <= 0) {
            known.put(id, now);
        }
    }

    void forget(String id) {
        known.invalidate(id);
    }

    /// Somebody else had changed it.
    void wasOld(String id) {
        known.invalidate(id);
        sharedUntil = System.nanoTime() + SHARED.toNanos();
    }
}
