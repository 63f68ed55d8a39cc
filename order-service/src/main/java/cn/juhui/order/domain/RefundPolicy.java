package cn.juhui.order.domain;

import cn.juhui.contracts.EvidenceNeed;
import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.ReviewTerms;
import cn.juhui.contracts.ReviewTerms.OnMerchantSilence;
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
/// @param merchantOverrides merchants who promise more
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
        List<MerchantOverride> merchantOverrides,
        @Nullable String text) {

    public RefundPolicy {
        requiredEvidence = Map.copyOf(requiredEvidence);
        merchantOverrides = List.copyOf(merchantOverrides);
    }

    public List<EvidenceNeed> evidenceFor(RefundReason reason) {
        return requiredEvidence.getOrDefault(reason, List.of());
    }

    /// The policy as it holds for this merchant's orders: what is frozen on them.
    RefundPolicy frozenFor(String merchantId) {
        return with(
                version,
                merchantOverrides.stream().filter(o -> o.merchantId().equals(merchantId)).toList());
    }

    public RefundPolicy withVersion(int next) {
        return with(next, merchantOverrides);
    }

    /// The clocks of a case under the policy.
    ReviewTerms terms() {
        var promised = merchantOverrides.stream().anyMatch(MerchantOverride::expressReview);
        return new ReviewTerms(
                version,
                promised ? expressReviewDeadline : reviewDeadline,
                onMerchantSilence,
                silenceGrace,
                urgeInterval,
                evidenceDeadline,
                appealWindow,
                appealRounds);
    }

    private RefundPolicy with(int number, List<MerchantOverride> overrides) {
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
                overrides,
                text);
    }
}
