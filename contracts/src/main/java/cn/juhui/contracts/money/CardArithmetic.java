package cn.juhui.contracts.money;

import cn.juhui.contracts.id.CardId;
import org.jspecify.annotations.Nullable;

/// One line of a refund's arithmetic: `refundable = paidPrice × remainingValue ÷ faceValue`, rounded down, never above
/// what is left of the card's paid price.
///
/// @param disputable for a card that is used up on record while its use is disputed (R4): the most that may be claimed for it, always less than
///     its price. Null for every other card
public record CardArithmetic(
        CardId cardId,
        Money paidPrice,
        Money faceValue,
        Money remainingValue,
        Money refundable,
        @Nullable Money disputable) {

    /// Of a card whose record nobody disputes.
    public CardArithmetic(
            CardId cardId,
            Money paidPrice,
            Money faceValue,
            Money remainingValue,
            Money refundable) {
        this(cardId, paidPrice, faceValue, remainingValue, refundable, null);
    }

    /// The most that can be held for the card.
    public Money highest() {
        return disputable == null ? refundable : disputable;
    }
}
