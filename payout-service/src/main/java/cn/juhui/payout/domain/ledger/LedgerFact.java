package cn.juhui.payout.domain.ledger;

/// What an entry of the ledger is about.
public enum LedgerFact {
    /// A refund was approved: the customer is owed it, and the merchant owes it.
    APPROVED,
    /// The channel has taken it on.
    SUBMITTED,
    /// The channel has paid it.
    SUCCEEDED,
    /// The channel will not pay it: it is owed to the customer again.
    FAILED,
    /// The channel took back what it had paid.
    REVERSED,
    /// It was paid, or is about to be, once too often.
    PAID_TWICE,
    /// What was paid once too often is no loss any more.
    PAID_TWICE_UNDONE,
    /// The merchant paid what it owed.
    SETTLED
}
