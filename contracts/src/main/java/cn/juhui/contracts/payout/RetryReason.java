package cn.juhui.contracts.payout;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/// Why a payout is sent again.
public enum RetryReason {
    /// The channel doesn't know the number.
    NEVER_SEEN,
    /// The pause after a refusal is over.
    RETRY_DUE,
    /// Other refunds of the payment went first; nothing was sent before.
    TURN_CAME,
    /// An operator asked for it.
    OPERATOR,
    /// Read where a later version says something that this one does not know. Never written.
    @JsonEnumDefaultValue
    UNRECOGNIZED
}
