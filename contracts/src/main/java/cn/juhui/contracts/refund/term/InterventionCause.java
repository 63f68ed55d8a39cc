package cn.juhui.contracts.refund.term;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/// Why the platform decides instead of the merchant.
public enum InterventionCause {
    APPEAL,
    MERCHANT_SILENT,
    CUSTOMER_REQUEST,
    OFFER_DECLINED,
    /// The money doesn't reach the account that paid.
    PAYOUT_ACCOUNT,
    AGENT_OPENED,
    /// At the last look before the payout a neutral source knew of a use.
    NEUTRAL_FACT,
    /// Read where a later version says something that this one does not know. Never written.
    @JsonEnumDefaultValue
    UNRECOGNIZED
}
