package cn.juhui.payout.application;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.payout.application.lever.ChannelLevers;
import cn.juhui.platform.lever.LeverChange;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The levers in memory.
public final class MemoryChannelLevers implements ChannelLevers {

    private final Map<PaymentChannel, List<LeverChange>> changes =
            new EnumMap<>(PaymentChannel.class);

    @Override
    public synchronized boolean isPaused(PaymentChannel channel) {
        var made = changes(channel);
        return !made.isEmpty() && made.getFirst().paused();
    }

    @Override
    public synchronized List<LeverChange> changes(PaymentChannel channel) {
        return changes.getOrDefault(channel, List.of());
    }

    @Override
    public synchronized void change(PaymentChannel channel, LeverChange change) {
        changes.computeIfAbsent(channel, _ -> new ArrayList<>()).addFirst(change);
    }
}
