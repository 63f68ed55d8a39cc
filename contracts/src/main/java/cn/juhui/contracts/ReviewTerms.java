package cn.juhui.contracts;

import cn.juhui.contracts.money.Money;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The clocks and limits of a case, as the policy frozen on the order says (R10).
///
/// @param policyVersion which version of the category's policy
/// @param reviewDeadline how long the merchant has to decide
/// @param onMerchantSilence what happens when the merchant stays silent past the deadline and the grace
/// @param silenceGrace from the deadline to that consequence; an urge does not move it
/// @param urgeInterval at most one urge in it
/// @param evidenceDeadline how long somebody has to supply evidence that was asked for
/// @param appealWindow how long after a rejection the customer may appeal
/// @param appealRounds how many appeals a case may have; as a ruling ends the case, there is never more than one
/// @param evidenceRequests how often each side may be asked for evidence; null on orders from before there was a limit
/// @param clockStopPercent for how many percent of the review time an evidence request may stop the merchant's clock, once;
///     null on orders from before there was a limit
/// @param rulingLimit a ruling of more needs a second agent; null on orders from before there was a limit
/// @param platformCostLimit a ruling of more at the platform's cost needs a second agent; null on orders from before there was a limit
public record ReviewTerms(
        int policyVersion,
        Duration reviewDeadline,
        OnMerchantSilence onMerchantSilence,
        Duration silenceGrace,
        Duration urgeInterval,
        Duration evidenceDeadline,
        Duration appealWindow,
        int appealRounds,
        @Nullable Integer evidenceRequests,
        @Nullable Integer clockStopPercent,
        @Nullable Money rulingLimit,
        @Nullable Money platformCostLimit) {

    /// Without the limits: those of orders from before there were any.
    public ReviewTerms(
            int policyVersion,
            Duration reviewDeadline,
            OnMerchantSilence onMerchantSilence,
            Duration silenceGrace,
            Duration urgeInterval,
            Duration evidenceDeadline,
            Duration appealWindow,
            int appealRounds) {
        this(
                policyVersion,
                reviewDeadline,
                onMerchantSilence,
                silenceGrace,
                urgeInterval,
                evidenceDeadline,
                appealWindow,
                appealRounds,
                null,
                null,
                null,
                null);
    }

    public enum OnMerchantSilence {
        ESCALATE,
        APPROVE
    }
}
