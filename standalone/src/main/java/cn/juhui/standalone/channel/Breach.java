package cn.juhui.standalone.channel;

import cn.juhui.contracts.money.PaymentChannel;
import java.time.Instant;

/// What was asked for against a channel's rules; a refund was refused, a question was answered.
///
/// @param code how the channel said no
/// @param detail what was asked for, and what is allowed
public record Breach(
        PaymentChannel channel,
        Rule rule,
        String refundNo,
        String channelTransactionId,
        Instant at,
        String code,
        String detail) {

    /// What was broken.
    public enum Rule {
        /// The payment is older than the channel refunds.
        WINDOW_OVER,
        /// One more refund of a payment than the channel takes.
        TOO_MANY_REFUNDS,
        /// Two refunds of one payment too close to each other.
        TOO_CLOSE,
        /// A question about a refund before the channel wants any.
        ASKED_TOO_SOON
    }
}
