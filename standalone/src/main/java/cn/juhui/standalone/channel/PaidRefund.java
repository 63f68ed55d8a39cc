package cn.juhui.standalone.channel;

import cn.juhui.contracts.money.Money;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A refund that a simulated channel really paid.
///
/// @param account the named account; null, and said to be null, for the original route
/// @param reversedAt when the channel took it back; null while the customer has it
public record PaidRefund(
        String refundNo,
        String channelTransactionId,
        Money amount,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String account,
        Instant paidAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant reversedAt) {}
