package cn.juhui.contracts.refund.term;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/// Who bears the cost of a ruling.
public enum CostBearer {
    MERCHANT,
    PLATFORM,
    CUSTOMER,
    /// Read where a later version says something that this one does not know. Never written.
    @JsonEnumDefaultValue
    UNRECOGNIZED
}
