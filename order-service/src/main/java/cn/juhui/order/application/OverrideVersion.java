package cn.juhui.order.application;

import cn.juhui.contracts.Actor;
import cn.juhui.order.domain.MerchantOverride;
import java.time.Instant;

/// A version of what a merchant promises beyond a category's policy, who decided it, and since when it holds.
///
/// @param version from 1; 0 for a merchant who never promised anything
public record OverrideVersion(
        String category, int version, MerchantOverride override, Actor setBy, Instant since) {}
