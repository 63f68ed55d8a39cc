package cn.juhui.payout.domain;

/// Why a payout says no.
public enum PayoutRefusal {
    /// It is being paid, was paid, or waits for an account: there is nothing to try again.
    NOTHING_TO_RETRY
}
