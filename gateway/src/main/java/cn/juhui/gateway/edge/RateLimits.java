package cn.juhui.gateway.edge;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/// One token bucket per caller, in this process. Buckets that are full again are forgotten, so that many callers of long ago
/// cost nothing.
public final class RateLimits {

    private static final int LOOK_FOR_FULL_ONES_FROM = 10_000;

    private final int perSecond;
    private final int burst;
    private final ConcurrentHashMap<String, Bucket> buckets = new ConcurrentHashMap<>();

    public RateLimits(int perSecond, int burst) {
        this.perSecond = perSecond;
        this.burst = burst;
    }

    ConsumptionProbe take(String caller) {
        if (buckets.size() >= LOOK_FOR_FULL_ONES_FROM && !buckets.containsKey(caller)) {
            buckets.values().removeIf(bucket -> bucket.getAvailableTokens() >= burst);
        }
        return buckets.computeIfAbsent(caller, c -> fresh()).tryConsumeAndReturnRemaining(1);
    }

    /// What a call would be told now, without counting it.
    EstimationProbe look(String caller) {
        var bucket = buckets.get(caller);
        return (bucket == null ? fresh() : bucket).estimateAbilityToConsume(1);
    }

    private Bucket fresh() {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }

    int burst() {
        return burst;
    }

    /// Seconds from an empty bucket to a full one.
    int window() {
        return Math.ceilDiv(burst, perSecond);
    }
}
