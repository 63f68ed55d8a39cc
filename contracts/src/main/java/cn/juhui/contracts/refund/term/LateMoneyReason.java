package cn.juhui.contracts.refund.term;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/// Why money has not arrived in time.
public enum LateMoneyReason {
    /// It was not sent to the channel yet.
    NOT_SENT,
    /// The channel has it.
    WITH_CHANNEL,
    /// The channel's answer was lost; it is asked again.
    ANSWER_UNKNOWN,
    /// The channel refused it for now.
    CHANNEL_REFUSED,
    /// Read where a later version says something that this one does not know. Never written.
    @JsonEnumDefaultValue
    UNRECOGNIZED
}
