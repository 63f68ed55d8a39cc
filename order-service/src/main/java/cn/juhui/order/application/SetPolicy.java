package cn.juhui.order.application;

import cn.juhui.contracts.Actor;
import cn.juhui.order.domain.PolicyFaults;
import cn.juhui.order.domain.Purchase.Fault;
import cn.juhui.order.domain.RefundPolicy;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An operator decides a category's policy: a new version, which holds for orders placed from now on (R10).
public record SetPolicy(PolicyBook book, Policies policies, Clock clock) {

    public sealed interface Answer {

        /// A new version, or the current one when it says the same already.
        record Holds(PolicyVersion version) implements Answer {}

        /// The policy contradicts itself; nothing changed.
        record Faulty(List<Fault> faults) implements Answer {}

        /// The caller saw an older version, or somebody else decided at the same moment; nothing changed.
        record Stale(int currentVersion) implements Answer {}
    }

    /// @param wanted its version doesn't matter
    /// @param expectedVersion the version that the operator saw; null for whichever it is
    public Answer set(RefundPolicy wanted, @Nullable Long expectedVersion, Actor by) {
        var current = book.current(wanted.category());
        var version = current.policy().version();
        if (expectedVersion != null && expectedVersion != version) {
            return new Answer.Stale(version);
        }
        var faults = PolicyFaults.of(wanted);
        if (!faults.isEmpty()) {
            return new Answer.Faulty(faults);
        }
        if (wanted.withVersion(version).equals(current.policy())) {
            return new Answer.Holds(current);
        }
        var next = new PolicyVersion(wanted.withVersion(version + 1), by, clock.instant());
        return policies.add(next) ? new Answer.Holds(next) : new Answer.Stale(version + 1);
    }
}
