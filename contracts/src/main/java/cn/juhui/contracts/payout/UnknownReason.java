package cn.juhui.contracts.payout;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/// Why it is not known what became of a payout.
public enum UnknownReason {
    TIMEOUT,
    CHANNEL_ERROR,
    UNREADABLE_ANSWER,
    CONNECTION_FAILED,
    /// The channel failed so often lately that it is left alone for a while.
    CIRCUIT_OPEN,
    /// More calls than the channel allows in a second.
    RATE_LIMITED,
    /// Read where a later version says something that this one does not know. Never written.
    @JsonEnumDefaultValue
    UNRECOGNIZED
}
