package cn.juhui.order.application.policy;

import cn.juhui.contracts.Actor;
import cn.juhui.order.domain.policy.MerchantOverride;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A version of what a merchant promises beyond a category's policy, who decided it, and since when it holds.
///
/// @param version from 1; 0 for a merchant who never promised anything
/// @param cause the request that led to it; null where there is none, and for versions from before requests were kept
public record OverrideVersion(
        String category,
        int version,
        MerchantOverride override,
        Actor setBy,
        Instant since,
        @Nullable String cause) {}
