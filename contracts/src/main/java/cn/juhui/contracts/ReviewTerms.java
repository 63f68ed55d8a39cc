package cn.juhui.contracts;

import java.time.Duration;

/// The clocks of a case, as the policy frozen on the order says (R10).
///
/// @param policyVersion which version of the category's policy
/// @param reviewDeadline how long the merchant has to decide
/// @param onMerchantSilence what happens when the merchant stays silent past the deadline and the grace
/// @param silenceGrace from the deadline (or the urge) to that consequence
/// @param urgeInterval at most one urge in it
/// @param evidenceDeadline how long somebody has to supply evidence that was asked for
/// @param appealWindow how long after a rejection the customer may appeal
/// @param appealRounds how many appeals a case may have
public record ReviewTerms(
        int policyVersion,
        Duration reviewDeadline,
        OnMerchantSilence onMerchantSilence,
        Duration silenceGrace,
        Duration urgeInterval,
        Duration evidenceDeadline,
        Duration appealWindow,
        int appealRounds) {

    public enum OnMerchantSilence {
        ESCALATE,
        APPROVE
    }
}
