package cn.juhui.contracts.refund.term;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/// Where the money of a case is, as the case has noted it.
public enum RecordedPayoutState {
    /// The channel accepted it, which is not success.
    PENDING,
    /// The answer of the channel was lost.
    UNKNOWN,
    /// The channel refused, and no money moved.
    FAILED,
    /// The account can't take the money.
    ABNORMAL,
    /// The channel took it back after it had paid.
    REVERSED,
    /// Read where a later version says something that this one does not know. Never written.
    @JsonEnumDefaultValue
    UNRECOGNIZED
}
