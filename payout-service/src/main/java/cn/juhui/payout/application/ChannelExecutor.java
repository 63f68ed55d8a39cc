package cn.juhui.payout.application;

import cn.juhui.contracts.money.PaymentChannel;

/// A limited number of lines to each channel, so that a channel that hangs ties up its own lines only.
public interface ChannelExecutor {

    /// Runs the call on a free line, in the background. Waits a little for one: that is what slows down whoever brings more
    /// work than the channel takes.
    ///
    /// @return false, and nothing will run, when no line became free
    boolean run(PaymentChannel channel, Runnable call);
}
