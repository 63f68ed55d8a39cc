package cn.juhui.order.application.policy;

import cn.juhui.order.domain.policy.PolicyValidator;
import cn.juhui.order.domain.policy.RefundPolicy;
import cn.juhui.order.domain.purchase.Purchase.Fault;
import cn.juhui.platform.journal.Cause;
import java.time.Clock;
import java.util.List;

/// An operator decides a category's policy: a new version, which holds for orders placed from now on (R10).
public record SetPolicy(PolicyCatalogue book, Policies policies, Clock clock) {

    public sealed interface Answer {

        /// A new version, or the current one when it says the same already.
        record Holds(PolicyVersion version) implements Answer {}

        /// The policy contradicts itself; nothing changed.
        record Faulty(List<Fault> faults) implements Answer {}

        /// The caller saw an older version, or somebody else decided at the same moment; nothing changed.
        record Stale(int currentVersion) implements Answer {}
    }

    /// @param wanted its version doesn't matter
    /// @param cause a request that led to a version before changes nothing again, although its version is an old one by now
    public Answer set(RefundPolicy wanted, Cause cause) {
        var current = book.current(wanted.category());
        var version = current.policy().version();
        if (policies.isDone(wanted.category(), cause)) {
            return new Answer.Holds(current);
        }
        if (cause.missed(version)) {
            return new Answer.Stale(version);
        }
        var faults = PolicyValidator.of(wanted);
        if (!faults.isEmpty()) {
            return new Answer.Faulty(faults);
        }
        if (wanted.withVersion(version).equals(current.policy())) {
            return new Answer.Holds(current);
        }
        var next =
                new PolicyVersion(
                        wanted.withVersion(version + 1),
                        cause.actor(),
                        clock.instant(),
                        cause.id());
        return policies.add(next) || policies.isDone(wanted.category(), cause)
                ? new Answer.Holds(next)
                : new Answer.Stale(version + 1);
    }
}
