package cn.juhui.payout.domain.books;

/// In what the books about the money of one refund differ.
public enum Difference {
    /// The channel paid more than was approved, and did not take it back: a loss.
    PAID_TOO_MUCH,
    /// The channel paid what the payout doesn't know of, or the other way round.
    CHANNEL,
    /// The case believes the money to be somewhere else than the payout does.
    CASE,
    /// The order's balance counts as refunded what hasn't arrived, or the other way round.
    ORDER,
    /// The case, the order and the payout are about different amounts.
    AMOUNT,
    /// The order's balance isn't what its holds add up to.
    BALANCE
}
