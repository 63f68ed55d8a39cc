package cn.juhui.order.adapter.http.policy;

import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.ReviewTerms.OnMerchantSilence;
import cn.juhui.contracts.evidence.EvidenceKind;
import cn.juhui.contracts.evidence.EvidenceNeed;
import cn.juhui.contracts.money.Money;
import cn.juhui.order.adapter.http.access.InputPatterns;
import cn.juhui.order.domain.express.ExpressLimits;
import cn.juhui.order.domain.express.ExpressTerms;
import cn.juhui.order.domain.policy.CaseLimits;
import cn.juhui.order.domain.policy.DefaultPolicies;
import cn.juhui.order.domain.policy.MerchantOverride;
import cn.juhui.order.domain.policy.RefundPolicy;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/// A policy on the rules board, read and written in the same form, so that what was read can be changed and sent back.
///
/// @param version set by us; ignored when sent
/// @param maxApplications the house's default when not sent; so are the four that follow, see [CaseLimits]
/// @param merchantOverrides on an order: what its merchant promised; can't be sent here, see [OverrideController]
/// @param text for people, in the caller's language unless an operator wrote it
public record PolicyView(
        @Nullable
                @Size(max = InputPatterns.CATEGORY_LENGTH)
                @Pattern(regexp = InputPatterns.CATEGORY, message = InputPatterns.ONE_CATEGORY)
                String category,
        @Nullable Integer version,
        @NotNull Duration selfServiceWindow,
        @NotNull Duration reviewDeadline,
        @NotNull Duration expressReviewDeadline,
        @NotNull OnMerchantSilence onMerchantSilence,
        @NotNull Duration silenceGrace,
        @NotNull Duration urgeInterval,
        @NotNull Duration evidenceDeadline,
        @NotNull Duration appealWindow,
        @NotNull Integer appealRounds,
        @NotNull
                Map<RefundReason, @Nullable @Size(max = 8) List<@NotNull @Valid Need>>
                        requiredEvidence,
        @NotNull @Valid Express express,
        @Nullable Integer maxApplications,
        @Nullable Integer evidenceRequests,
        @Nullable Integer clockStopPercent,
        @Nullable Money rulingLimit,
        @Nullable Money platformCostLimit,
        @Nullable @Size(max = 1) List<@NotNull @Valid Promise> merchantOverrides,
        @Nullable @Size(max = 2000) String text) {

    /// @param anyOf every kind that counts; only `kind` when not sent
    record Need(
            @NotNull EvidenceKind kind,
            @NotNull @Range(min = 1, max = 9) Integer min,
            @Nullable @Size(min = 1, max = 8) List<@NotNull EvidenceKind> anyOf) {

        EvidenceNeed toNeed() {
            return new EvidenceNeed(kind, min, List.of(kind).equals(anyOf) ? null : anyOf);
        }
    }

    /// @param window and what follows: the house's default when not sent
    record Express(
            @NotNull Boolean allowed,
            @Nullable Money maxAmount,
            @Nullable Duration window,
            @Nullable Integer customerRefunds,
            @Nullable Money customerAmount,
            @Nullable Integer merchantRefunds,
            @Nullable Money merchantAmount,
            @Nullable Integer refundedShare) {

        static Express of(ExpressTerms terms) {
            var limits = terms.limits();
            return limits == null
                    ? new Express(
                            terms.allowed(), terms.maxAmount(), null, null, null, null, null, null)
                    : new Express(
                            terms.allowed(),
                            terms.maxAmount(),
                            limits.window(),
                            limits.customerRefunds(),
                            limits.customerAmount(),
                            limits.merchantRefunds(),
                            limits.merchantAmount(),
                            limits.refundedShare());
        }

        ExpressTerms toTerms() {
            var house = ExpressLimits.DEFAULT;
            return new ExpressTerms(
                    allowed,
                    maxAmount,
                    new ExpressLimits(
                            or(window, house.window()),
                            or(customerRefunds, house.customerRefunds()),
                            or(customerAmount, house.customerAmount()),
                            or(merchantRefunds, house.merchantRefunds()),
                            or(merchantAmount, house.merchantAmount()),
                            refundedShare));
        }
    }

    private static <T> T or(@Nullable T sent, T otherwise) {
        return sent == null ? otherwise : sent;
    }

    /// @param merchantId set by the address; ignored when sent there
    record Promise(
            @Nullable
                    @Size(max = InputPatterns.ID_LENGTH)
                    @Pattern(regexp = InputPatterns.ID, message = "mer_guoka")
                    String merchantId,
            @NotNull Boolean expressReview,
            @Nullable Duration selfServiceWindow,
            @Nullable Duration reviewDeadline,
            @Nullable OnMerchantSilence onMerchantSilence) {

        static Promise of(MerchantOverride o) {
            return new Promise(
                    o.merchantId(),
                    o.expressReview(),
                    o.selfServiceWindow(),
                    o.reviewDeadline(),
                    o.onMerchantSilence());
        }

        MerchantOverride toOverride(String merchant) {
            return new MerchantOverride(
                    merchant, expressReview, selfServiceWindow, reviewDeadline, onMerchantSilence);
        }
    }

    private CaseLimits caseLimits() {
        var house = CaseLimits.DEFAULT;
        return new CaseLimits(
                or(evidenceRequests, house.evidenceRequests()),
                or(clockStopPercent, house.clockStopPercent()),
                or(rulingLimit, house.rulingLimit()),
                or(platformCostLimit, house.platformCostLimit()));
    }

    private Map<RefundReason, List<EvidenceNeed>> needs() {
        var needs = new EnumMap<RefundReason, List<EvidenceNeed>>(RefundReason.class);
        requiredEvidence.forEach((reason, some) -> {
            if (some != null && !some.isEmpty()) {
                needs.put(reason, some.stream().map(Need::toNeed).toList());
            }
        });
        return needs;
    }

    RefundPolicy toPolicy(String ofCategory, @Nullable String ownText) {
        var overrides = merchantOverrides == null ? List.<Promise>of() : merchantOverrides;
        return new RefundPolicy(
                ofCategory,
                1,
                selfServiceWindow,
                reviewDeadline,
                expressReviewDeadline,
                onMerchantSilence,
                silenceGrace,
                urgeInterval,
                evidenceDeadline,
                appealWindow,
                appealRounds,
                needs(),
                express.toTerms(),
                or(maxApplications, DefaultPolicies.MAX_APPLICATIONS),
                caseLimits(),
                overrides.stream().map(o -> o.toOverride(or(o.merchantId(), ""))).toList(),
                ownText);
    }
}
