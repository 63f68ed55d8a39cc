package cn.juhui.standalone.channel;

import cn.juhui.contracts.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A refund that a simulated channel really paid.
///
/// @param account the named account; null for the original route
public record PaidRefund(
        String refundNo,
        String channelTransactionId,
        Money amount,
        @Nullable String account,
        Instant paidAt) {}
