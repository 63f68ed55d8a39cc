package cn.juhui.contracts.money;

/// What comparing the name on a replacement account with the name of who paid gave.
public enum NameCheck {
    MATCH,
    MISMATCH,
    /// The storefront told no name of who paid, or one that can't be compared.
    UNKNOWN
}
