package cn.juhui.order.domain.policy;

import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.ReviewTerms;
import cn.juhui.contracts.ReviewTerms.OnMerchantSilence;
import cn.juhui.contracts.evidence.EvidenceNeed;
import cn.juhui.order.domain.express.ExpressTerms;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The refund rules of one product category, as data. A change makes a new version; an order keeps the one that was shown
/// when it was placed (R10).
///
/// @param version from 1; 1 is the house's default
/// @param selfServiceWindow after shipment a customer may apply alone for this long (R5)
/// @param reviewDeadline how long a merchant has to decide
/// @param expressReviewDeadline the same for a merchant who promises it
/// @param requiredEvidence what an application needs, per reason; nothing for a reason that is not in it
/// @param maxApplications how often a card can be applied for in vain before an agent must open the case (R7); null for any number,
///     on orders from before there was a limit
/// @param caseLimits null on orders from before there were any
/// @param merchantOverrides what the merchant of the order promises beyond it; none on a category's policy
/// @param text an operator's own words for the help centre; null for the generated ones
public record RefundPolicy(
        String category,
        int version,
        Duration selfServiceWindow,
        Duration reviewDeadline,
        Duration expressReviewDeadline,
        OnMerchantSilence onMerchantSilence,
        Duration silenceGrace,
        Duration urgeInterval,
        Duration evidenceDeadline,
        Duration appealWindow,
        int appealRounds,
        Map<RefundReason, List<EvidenceNeed>> requiredEvidence,
        ExpressTerms express,
        @Nullable Integer maxApplications,
        @Nullable CaseLimits caseLimits,
        List<MerchantOverride> merchantOverrides,
        @Nullable String text) {

    public RefundPolicy {
        requiredEvidence = Map.copyOf(requiredEvidence);
        merchantOverrides = List.copyOf(merchantOverrides);
    }

    public List<EvidenceNeed> evidenceFor(RefundReason reason) {
        return requiredEvidence.getOrDefault(reason, List.of());
    }

    /// The policy as it holds for the orders of a merchant who promises more; whatever is better for the customer holds.
    public RefundPolicy with(MerchantOverride more) {
        var window = more.selfServiceWindow();
        var review =
                more.expressReview()
                        ? shorter(reviewDeadline, expressReviewDeadline)
                        : reviewDeadline;
        var promised = more.reviewDeadline();
        var deadline = promised == null ? review : shorter(review, promised);
        var silence = more.onMerchantSilence() == OnMerchantSilence.APPROVE;
        return new RefundPolicy(
                category,
                version,
                window == null || window.compareTo(selfServiceWindow) < 0
                        ? selfServiceWindow
                        : window,
                deadline,
                shorter(deadline, expressReviewDeadline),
                silence ? OnMerchantSilence.APPROVE : onMerchantSilence,
                silenceGrace,
                urgeInterval,
                evidenceDeadline,
                appealWindow,
                appealRounds,
                requiredEvidence,
                express,
                maxApplications,
                caseLimits,
                List.of(more),
                text);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /// The clocks of a case under the policy.
    public ReviewTerms terms() {
        var promised = merchantOverrides.stream().anyMatch(MerchantOverride::expressReview);
        return new ReviewTerms(
                version,
                promised ? expressReviewDeadline : reviewDeadline,
                onMerchantSilence,
                silenceGrace,
                urgeInterval,
                evidenceDeadline,
                appealWindow,
                appealRounds,
                caseLimits == null ? null : caseLimits.evidenceRequests(),
                caseLimits == null ? null : caseLimits.clockStopPercent(),
                caseLimits == null ? null : caseLimits.rulingLimit(),
                caseLimits == null ? null : caseLimits.platformCostLimit());
    }

    public RefundPolicy withVersion(int number) {
        return new RefundPolicy(
                category,
                number,
                selfServiceWindow,
                reviewDeadline,
                expressReviewDeadline,
                onMerchantSilence,
                silenceGrace,
                urgeInterval,
                evidenceDeadline,
                appealWindow,
                appealRounds,
                requiredEvidence,
                express,
                maxApplications,
                caseLimits,
                merchantOverrides,
                text);
    }
}
