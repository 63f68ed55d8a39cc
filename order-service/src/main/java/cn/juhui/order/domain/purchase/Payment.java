package cn.juhui.order.domain.purchase;

import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How an order was paid: where the money of its refunds goes back to.
///
/// @param channelTransactionId the channel's number of the payment; null only where nothing was paid
/// @param payerPrint by what the name of who paid is recognised; the name itself is not kept. Null when none was told
public record Payment(
        PaymentChannel channel,
        @Nullable String channelTransactionId,
        Money paid,
        Instant paidAt,
        @Nullable String payerPrint) {

    /// Of a payer without a name.
    public Payment(
            PaymentChannel channel,
            @Nullable String channelTransactionId,
            Money paid,
            Instant paidAt) {
        this(channel, channelTransactionId, paid, paidAt, null);
    }

    public Payment {
        paidAt = paidAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /// The channel's number of a payment of money: what goes back goes back to it.
    public String transaction() {
        return Objects.requireNonNull(channelTransactionId, "nothing was paid");
    }

    Payment withoutPrint() {
        return new Payment(channel, channelTransactionId, paid, paidAt);
    }
}
