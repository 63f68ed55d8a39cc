package cn.juhui.refund.domain.state;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.RefundClaim;
import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was applied for, and by whom. It never changes.
///
/// @param askedFor the amount the customer wants; null for as much as the rules allow
/// @param highest the most the rules allowed when the application was made
/// @param category of the cards, as their order's policy names it; null in cases from before it was kept
/// @param channel that the order was paid through; null in cases from before it was kept
/// @param by the customer, or the agent who applied for them
public record RefundApplication(
        String orderId,
        String orderNo,
        String customerId,
        String merchantId,
        String productName,
        List<String> cardIds,
        RefundClaim claim,
        RefundReason reason,
        String description,
        @Nullable Money askedFor,
        Money highest,
        Actor by,
        @Nullable String category,
        @Nullable PaymentChannel channel) {

    public RefundApplication {
        cardIds = List.copyOf(cardIds);
    }

    /// Whether this says nothing that the other did not say: for one of the same cards, for the same reason, in the same words.
    public boolean repeats(RefundApplication other) {
        return reason == other.reason
                && cardIds.stream().anyMatch(other.cardIds::contains)
                && Statements.areLike(description, other.description);
    }
}
