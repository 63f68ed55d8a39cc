package cn.juhui.payout.application.lever;

import cn.juhui.contracts.money.PaymentChannel;

/// Whether channels answer.
public interface ChannelHealth {

    /// Whether calls are kept from it, because too many of them failed.
    boolean isDown(PaymentChannel channel);
}
