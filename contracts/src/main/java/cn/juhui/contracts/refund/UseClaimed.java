package cn.juhui.contracts.refund;

import cn.juhui.contracts.Provenance;
import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.money.Money;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/// The merchant says that a card of the case was used, after it was frozen: a claim. Reviewer and agent see it before they decide, the
/// customer may answer it; it changes nothing by itself.
///
/// @param remainingValue what the merchant says is left
/// @param text the merchant's words; null when they gave none
public record UseClaimed(
        @JsonUnwrapped CaseIds ids,
        CardId cardId,
        Money remainingValue,
        @Nullable String text,
        Provenance provenance)
        implements RefundEvent {

    public static final String TYPE = "refund.use_claimed";

    @Override
    public String type() {
        return TYPE;
    }
}
