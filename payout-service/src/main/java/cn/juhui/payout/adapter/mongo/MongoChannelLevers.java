package cn.juhui.payout.adapter.mongo;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.payout.application.lever.ChannelLevers;
import cn.juhui.platform.lever.LeverChange;
import cn.juhui.platform.lever.Levers;
import java.util.List;

/// Levers by the channels' names.
public record MongoChannelLevers(Levers levers) implements ChannelLevers {

    @Override
    public boolean isPaused(PaymentChannel channel) {
        return levers.isPaused(channel.name());
    }

    @Override
    public List<LeverChange> changes(PaymentChannel channel) {
        return levers.changes(channel.name());
    }

    @Override
    public void change(PaymentChannel channel, LeverChange change) {
        levers.change(channel.name(), change);
    }
}
