package cn.juhui.payout.application.lever;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.platform.lever.LeverChange;
import java.util.List;

/// What operators did to the channels, for all instances together.
///
/// While a channel is paused no payment is sent to it. Asking what became of a number goes on: what was sent before may be paid, and somebody waits
/// to hear of it.
public interface ChannelLevers {

    /// Whether it is paused, as of a second ago at the longest.
    boolean isPaused(PaymentChannel channel);

    /// What was done to it, the latest first, [cn.juhui.platform.lever.Levers#KEPT] at most; empty when nobody ever touched it.
    List<LeverChange> changes(PaymentChannel channel);

    /// Notes a change, whoever made the one before; one that is noted already is left.
    void change(PaymentChannel channel, LeverChange change);
}
