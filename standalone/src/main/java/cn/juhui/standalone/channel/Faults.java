package cn.juhui.standalone.channel;

import cn.juhui.contracts.money.PaymentChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The faults that are armed, one per channel at most. They don't survive a restart.
final class Faults {

    private record Armed(Fault kind, @Nullable Integer times) {}

    private final Map<PaymentChannel, Armed> armed = new ConcurrentHashMap<>();

    /// @param times for how many refunds; null: until changed
    void arm(PaymentChannel channel, Fault kind, @Nullable Integer times) {
        if (times != null && times < 1) {
            throw new IllegalArgumentException("times must be at least 1: " + times);
        }
        if (kind == Fault.NONE) {
            armed.remove(channel);
        } else {
            armed.put(channel, new Armed(kind, times));
        }
    }

    /// The fault of the next refund; counts it.
    Fault next(PaymentChannel channel) {
        var hit = new Fault[] {Fault.NONE};
        armed.computeIfPresent(
                channel,
                (_, now) -> {
                    hit[0] = now.kind();
                    if (now.times() == null) {
                        return now;
                    }
                    return now.times() == 1 ? null : new Armed(now.kind(), now.times() - 1);
                });
        return hit[0];
    }
}
