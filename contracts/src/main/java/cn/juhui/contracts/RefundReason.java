package cn.juhui.contracts;

/// Why the customer wants the money back.
public enum RefundReason {
    UNUSED,
    ORDER_INFO_ERROR,
    CARD_INVALID,
    DELIVERY_LATE,
    PARTIALLY_USED,
    OTHER
}
