package cn.juhui.payout.application;

import cn.juhui.contracts.money.PaymentChannel;
import java.time.Instant;
import java.util.Optional;

/// The [PaymentQueue] of every payment, for all instances together: no two of them let two refunds of one payment through too close to
/// each other.
public interface PaymentQueues {

    /// Asks to send a number.
    ///
    /// @param channelTransactionId the payment
    /// @return when to ask again; empty for now: then it must be sent at once
    Optional<Instant> ask(
            PaymentChannel channel, String channelTransactionId, String payoutNo, Instant now);
}
