package cn.juhui.order.adapter.http;

import cn.juhui.contracts.EvidenceKind;
import cn.juhui.contracts.EvidenceNeed;
import cn.juhui.contracts.Money;
import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.ReviewTerms.OnMerchantSilence;
import cn.juhui.order.domain.ExpressTerms;
import cn.juhui.order.domain.MerchantOverride;
import cn.juhui.order.domain.RefundPolicy;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A policy on the rules board, read and written in the same form, so that what was read can be changed and sent back.
///
/// @param version set by us; ignored when sent
/// @param text for people, in the caller's language unless an operator wrote it
record PolicyView(
        @Nullable @Pattern(regexp = PlaceOrderRequest.CATEGORY) String category,
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
                Map<RefundReason, @NotNull @Size(max = 8) List<@NotNull @Valid Need>>
                        requiredEvidence,
        @NotNull @Valid Express express,
        @Nullable @Size(max = 1000) List<@NotNull @Valid Promise> merchantOverrides,
        @Nullable @Size(max = 4000) String text) {

    record Need(@NotNull EvidenceKind kind, @NotNull @Min(1) @Max(9) Integer min) {}

    record Express(@NotNull Boolean allowed, @Nullable Money maxAmount) {}

    record Promise(
            @NotNull @Pattern(regexp = PlaceOrderRequest.ID) String merchantId,
            @NotNull Boolean expressReview) {}

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
                requiredEvidence.entrySet().stream()
                        .filter(e -> !e.getValue().isEmpty())
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        e ->
                                                e.getValue().stream()
                                                        .map(n ->
                                                                new EvidenceNeed(n.kind(), n.min()))
                                                        .toList())),
                new ExpressTerms(express.allowed(), express.maxAmount()),
                overrides.stream()
                        .map(o -> new MerchantOverride(o.merchantId(), o.expressReview()))
                        .toList(),
                ownText);
    }
}
