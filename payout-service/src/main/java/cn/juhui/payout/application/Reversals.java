package cn.juhui.payout.application;

import cn.juhui.contracts.money.PaymentChannel;
import java.util.OptionalLong;

/// How far each channel's list of what it took back has been read, for all instances together.
public interface Reversals {

    /// Takes the turn to read on, if nobody has it.
    ///
    /// @return the position of the last entry read; empty while it is somebody else's turn, or too early
    OptionalLong turn(PaymentChannel channel);

    /// Everything up to this position is noted.
    void read(PaymentChannel channel, long position);
}
