package cn.juhui.order.domain.card;

/// What a card's state is called in stored documents and in answers: `PENDING` (not delivered) → `UNUSED` → `PARTIALLY_USED` → `USED`;
/// `FROZEN` while a refund holds the card, `VOIDED` from the moment before its money moves, for ever.
public enum CardStatus {
    PENDING,
    UNUSED,
    PARTIALLY_USED,
    USED,
    FROZEN,
    VOIDED
}
