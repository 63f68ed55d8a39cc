package cn.juhui.contracts.refund.term;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/// Why one agent is not enough for a ruling.
public enum SecondAgentReason {
    /// The same agent opened the case for the customer.
    OWN_CASE,
    /// More than the policy lets one agent rule.
    ABOVE_LIMIT,
    /// The same for money at the platform's cost.
    PLATFORM_COST,
    /// Read where a later version says something that this one does not know. Never written.
    @JsonEnumDefaultValue
    UNRECOGNIZED
}
