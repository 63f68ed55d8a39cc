package cn.juhui.contracts.order;

import cn.juhui.contracts.Provenance;
import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.money.Money;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/// A merchant says that a card was used which a refund had already frozen: a claim, not a fact. It changes nothing by itself;
/// whoever decides the case weighs it.
///
/// @param remainingValue what the merchant says is left
/// @param text the merchant's words; null when they gave none
public record CardUseClaimed(
        @JsonUnwrapped OrderIds ids,
        RefundId refundId,
        CardId cardId,
        Money remainingValue,
        @Nullable String text,
        Provenance provenance)
        implements OrderEvent {

    public static final String TYPE = "order.card_use_claimed";

    @Override
    public String type() {
        return TYPE;
    }
}
