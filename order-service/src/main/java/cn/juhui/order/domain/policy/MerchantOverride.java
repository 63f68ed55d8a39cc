package cn.juhui.order.domain.policy;

import cn.juhui.contracts.ReviewTerms.OnMerchantSilence;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What one merchant promises beyond its category's policy: only ever to the customer's advantage.
///
/// @param expressReview reviews within the policy's `expressReviewDeadline`
/// @param selfServiceWindow a longer one; null for the policy's
/// @param reviewDeadline a shorter one; null for the policy's
/// @param onMerchantSilence `APPROVE`; null for the policy's
public record MerchantOverride(
        String merchantId,
        boolean expressReview,
        @Nullable Duration selfServiceWindow,
        @Nullable Duration reviewDeadline,
        @Nullable OnMerchantSilence onMerchantSilence) {}
