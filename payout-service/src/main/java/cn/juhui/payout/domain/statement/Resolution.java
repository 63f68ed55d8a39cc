package cn.juhui.payout.domain.statement;

/// What two people found out about a break.
public enum Resolution {
    /// Both sides are right, and the difference has a reason that the text names.
    EXPLAINED,
    /// Our books were put right.
    CORRECTED_HERE,
    /// The channel puts it right.
    CORRECTED_THERE,
    /// The money is lost to the platform.
    LOSS
}
