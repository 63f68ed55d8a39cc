package cn.juhui.order.domain;

/// Why an order says no to a command. (A refund that the rules refuse is no refusal but a declined hold, see
/// [Eligibility].)
public enum OrderRefusal {
    CARD_NOT_FOUND,
    /// A refund froze or voided the card (R8).
    CARD_NOT_USABLE,
    /// A use of a card that was never delivered.
    CARD_NOT_DELIVERED,
    /// A use of a card from before its delivery.
    USED_BEFORE_SHIPMENT,
    /// The merchant claimed enough about a frozen card.
    CLAIMS_EXHAUSTED,
    /// Enough was told about the use of the card, or of the order's cards.
    USE_REPORTS_EXHAUSTED,
    /// More is said to be left on a card than there was.
    REMAINING_VALUE_TOO_HIGH,
    CURRENCY_DIFFERS,
    SHIPPED_BEFORE_ORDER,
    IN_THE_FUTURE,
    /// No hold for this refund.
    HOLD_NOT_OPEN,
    /// Money is said to have arrived for cards that were never voided.
    HOLD_NOT_VOIDED,
    /// Approved or paid before for another amount, or for nothing.
    AMOUNT_DIFFERS,
    /// The cards are voided and the money may be on its way: the amount stays reserved.
    HOLD_BEING_PAID
}
