package cn.juhui.order.domain;

import cn.juhui.contracts.Money;
import cn.juhui.contracts.PaymentChannel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// How an order was paid: where the money of its refunds goes back to.
///
/// @param payerPrint by what the name of who paid is recognised; the name itself is not kept. Null when none was told
public record Payment(
        PaymentChannel channel,
        String channelTransactionId,
        Money paid,
        Instant paidAt,
        @Nullable String payerPrint) {

    /// Of a payer without a name.
    public Payment(
            PaymentChannel channel, String channelTransactionId, Money paid, Instant paidAt) {
        this(channel, channelTransactionId, paid, paidAt, null);
    }

    public Payment {
        paidAt = paidAt.truncatedTo(ChronoUnit.MILLIS);
    }

    Payment withoutPrint() {
        return new Payment(channel, channelTransactionId, paid, paidAt);
    }
}
