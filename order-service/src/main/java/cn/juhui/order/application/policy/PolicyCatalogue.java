package cn.juhui.order.application.policy;

import cn.juhui.contracts.Actor;
import cn.juhui.order.domain.policy.DefaultPolicies;
import cn.juhui.order.domain.policy.MerchantOverride;
import cn.juhui.order.domain.policy.RefundPolicy;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// The rules board: what an operator decided, and the house's defaults for everything else.
public record PolicyCatalogue(Policies policies, MerchantOverrides overrides) {

    private static final Actor SYSTEM = Actor.system("order-service");

    /// The policy of every category, for the help centre.
    public List<PolicyVersion> all() {
        return Stream.concat(DefaultPolicies.CATEGORIES.stream(), policies.categories().stream())
                .distinct()
                .map(this::current)
                .toList();
    }

    public PolicyVersion current(String category) {
        return policies.latest(category).orElseGet(() -> original(category));
    }

    /// What a merchant promises now beyond the policy of a category.
    public OverrideVersion promised(String category, String merchantId) {
        return overrides
                .latest(category, merchantId)
                .orElseGet(() ->
                        new OverrideVersion(
                                category,
                                0,
                                new MerchantOverride(merchantId, false, null, null, null),
                                SYSTEM,
                                Instant.EPOCH,
                                null));
    }

    /// What was shown to somebody who bought from that merchant then (R10).
    public RefundPolicy shown(String category, String merchantId, Instant then) {
        var policy = policies.at(category, then).orElseGet(() -> original(category)).policy();
        return overrides
                .at(category, merchantId, then)
                .map(promise -> policy.with(promise.override()))
                .orElse(policy);
    }

    private static PolicyVersion original(String category) {
        return new PolicyVersion(DefaultPolicies.of(category), SYSTEM, Instant.EPOCH, null);
    }
}
