package cn.juhui.contracts.refund.term;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/// Why a merchant says no.
public enum RejectionCode {
    INSUFFICIENT_EVIDENCE,
    CARD_USED,
    NOT_OUR_FAULT,
    OUTSIDE_RULES,
    OTHER,
    /// Read where a later version says something that this one does not know. Never written.
    @JsonEnumDefaultValue
    UNRECOGNIZED
}
