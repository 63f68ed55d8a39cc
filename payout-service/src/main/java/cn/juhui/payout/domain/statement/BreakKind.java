package cn.juhui.payout.domain.statement;

/// In what a channel's statement and our books differ.
public enum BreakKind {
    /// The channel refunded under a number of ours, and our books don't say that it did.
    MISSING_HERE,
    /// Our books say that the channel refunded, and its statements don't have it.
    MISSING_THERE,
    /// The channel refunded another amount than the payout has.
    AMOUNT_DIFFERS,
    /// The channel refunded another payment than the payout's.
    PAYMENT_DIFFERS,
    /// The channel refunded under this number before.
    TWICE,
    /// It was not asked for by us: somebody refunded in the channel's own console, or with another system.
    NOT_BY_US
}
