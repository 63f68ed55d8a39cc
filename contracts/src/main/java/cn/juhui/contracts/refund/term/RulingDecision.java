package cn.juhui.contracts.refund.term;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/// How much the platform ruled.
public enum RulingDecision {
    FULL,
    /// A ratio of what the customer paid for the cards.
    RATIO,
    AMOUNT,
    REFUSE,
    /// Read where a later version says something that this one does not know. Never written.
    @JsonEnumDefaultValue
    UNRECOGNIZED
}
