package cn.juhui.order.domain;

/// What one merchant promises beyond its category's policy: only ever to the customer's advantage.
///
/// @param expressReview reviews within the policy's `expressReviewDeadline`
public record MerchantOverride(String merchantId, boolean expressReview) {}
