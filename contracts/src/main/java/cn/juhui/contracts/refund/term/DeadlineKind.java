package cn.juhui.contracts.refund.term;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/// Which deadline of a case.
public enum DeadlineKind {
    /// Until when the merchant decides.
    REVIEW,
    /// Until when the evidence that was asked for is there.
    EVIDENCE,
    /// Until when the customer answers the merchant's offer.
    OFFER,
    /// Until when the customer may contest a rejection.
    APPEAL,
    /// Until when the platform decides.
    INTERVENTION,
    /// The merchant is reminded that the end of their review is near.
    REMINDER,
    /// The customer is reminded that the end of their time to supply evidence is near.
    EVIDENCE_REMINDER,
    /// Agents are reminded that the end of the platform's time for a ruling is near.
    INTERVENTION_REMINDER,
    /// The customer's time to name a replacement account.
    ACCOUNT,
    /// When the money should have arrived.
    PAYOUT,
    /// When the order should have answered.
    HOLD,
    /// Read where a later version says something that this one does not know. Never written.
    @JsonEnumDefaultValue
    UNRECOGNIZED
}
