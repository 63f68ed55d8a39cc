package cn.juhui.contracts.refund.term;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/// Why a case ended without money.
public enum ClosingCause {
    APPEAL_WINDOW_OVER,
    EVIDENCE_NEVER_CAME,
    PLATFORM_REFUSED,
    /// Read where a later version says something that this one does not know. Never written.
    @JsonEnumDefaultValue
    UNRECOGNIZED
}
