package cn.juhui.order.application;

import cn.juhui.contracts.Actor;
import cn.juhui.order.domain.DefaultPolicies;
import cn.juhui.order.domain.RefundPolicy;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// The rules board: what an operator decided, and the house's defaults for everything else.
public record PolicyBook(Policies policies) {

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

    /// What was shown to somebody who bought then (R10).
    public RefundPolicy shown(String category, Instant then) {
        return policies.at(category, then).orElseGet(() -> original(category)).policy();
    }

    private static PolicyVersion original(String category) {
        return new PolicyVersion(
                DefaultPolicies.of(category), Actor.system("order-service"), Instant.EPOCH);
    }
}
