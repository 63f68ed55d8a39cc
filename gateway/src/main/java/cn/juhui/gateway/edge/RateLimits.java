package cn.juhui.gateway.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import java.time.Duration;

/// One token bucket per caller, in this process. A bucket that nobody touched for as long as it takes to fill is full, and is
/// forgotten: callers of long ago cost nothing.
public final class RateLimits {

    /// Callers of the last seconds that are told apart; a bucket takes some 200 bytes.
    private static final int MOST_CALLERS = 100_000;

    private final int perSecond;
    private final int burst;
    private final Cache<String, Bucket> buckets;

    public RateLimits(int perSecond, int burst) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.buckets =
                Caffeine.newBuilder()
                        .maximumSize(MOST_CALLERS)
                        .expireAfterAccess(Duration.ofSeconds(window()))
                        .build();
    }

    ConsumptionProbe take(String caller) {
        return buckets.get(caller, _ -> fresh()).tryConsumeAndReturnRemaining(1);
    }

    /// What a call would be told now, without counting it.
    EstimationProbe look(String caller) {
        var bucket = buckets.getIfPresent(caller);
        return (bucket == null ? fresh() : bucket).estimateAbilityToConsume(1);
    }

    private Bucket fresh() {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }

    /// Callers that are told apart now.
    long callers() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    int burst() {
        return burst;
    }

    /// Seconds from an empty bucket to a full one.
    int window() {
        return Math.ceilDiv(burst, perSecond);
    }
}
