package cn.juhui.order.application.policy;

import cn.juhui.contracts.Actor;
import cn.juhui.order.domain.policy.RefundPolicy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A version of a category's policy, who decided it, and since when it holds.
///
/// @param cause the request that led to it; null for the house's default, and for versions from before requests were kept
public record PolicyVersion(
        RefundPolicy policy, Actor setBy, Instant since, @Nullable String cause) {}
