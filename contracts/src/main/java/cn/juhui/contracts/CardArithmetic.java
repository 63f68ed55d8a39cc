package cn.juhui.contracts;

/// One line of a refund's arithmetic: `refundable = paidPrice × remainingValue ÷ faceValue`, rounded down, never above
/// what is left of the card's paid price.
public record CardArithmetic(
        String cardId, Money paidPrice, Money faceValue, Money remainingValue, Money refundable) {}
