package cn.juhui.contracts.order;

import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What order-service answers to who is about to send the money of a refund, and asks what the order owes and where it was paid from:
/// an event alone is no proof.
///
/// @param payment null while the cards are not void, or when the order doesn't know the refund
public record OwedPayment(@Nullable Payment payment) {

    /// Where it is asked for, at order-service.
    public static final String PATH = "/internal/orders/{orderId}/holds/{refundId}/payment";

    /// The cards are void, so this is owed.
    ///
    /// @param amount what is owed
    /// @param paid how much the payment was that it goes back for; null from an order-service of before it said so
    public record Payment(
            CustomerId customerId,
            MerchantId merchantId,
            List<CardId> cardIds,
            Money amount,
            PaymentChannel channel,
            String channelTransactionId,
            @Nullable Money paid) {

        public Payment {
            cardIds = List.copyOf(cardIds);
        }
    }
}
