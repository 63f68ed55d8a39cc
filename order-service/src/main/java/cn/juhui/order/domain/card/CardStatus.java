package cn.juhui.order.domain.card;

/// `PENDING` (not delivered) → `UNUSED` → `PARTIALLY_USED` → `USED`; `FROZEN` while a refund holds the card, `VOIDED` from the
/// moment before its money moves, for ever.
public enum CardStatus {
    PENDING,
    UNUSED,
    PARTIALLY_USED,
    USED,
    FROZEN,
    VOIDED;

    /// Whether the card can be shipped, spent or refunded; a refund has its hand on it otherwise (R8).
    public boolean usable() {
        return switch (this) {
            case PENDING, UNUSED, PARTIALLY_USED, USED -> true;
            case FROZEN, VOIDED -> false;
        };
    }

    /// Whether its full price is still in it (R1).
    public boolean untouched() {
        return switch (this) {
            case PENDING, UNUSED -> true;
            case PARTIALLY_USED, USED, FROZEN, VOIDED -> false;
        };
    }
}
