package cn.juhui.contracts.refund;

import cn.juhui.contracts.RefundClaim;
import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody applied for a refund; the order is asked to hold amount and cards.
///
/// @param category of the cards, as their order's policy names it; null in events from before it was told
/// @param channel that the order was paid through; null in events from before it was told
public record RefundRequested(
        @JsonUnwrapped CaseIds ids,
        String productName,
        List<CardId> cardIds,
        RefundClaim claim,
        RefundReason reason,
        String description,
        @Nullable Money requestedAmount,
        List<String> evidenceIds,
        Role requestedBy,
        @Nullable String category,
        @Nullable PaymentChannel channel)
        implements RefundEvent {

    public static final String TYPE = "refund.requested";

    @Override
    public String type() {
        return TYPE;
    }
}
