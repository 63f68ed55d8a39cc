package cn.juhui.order.application.policy;

import cn.juhui.order.domain.policy.MerchantOverride;
import cn.juhui.order.domain.policy.PolicyValidator;
import cn.juhui.order.domain.purchase.Purchase.Fault;
import cn.juhui.platform.journal.Cause;
import java.time.Clock;
import java.util.List;

/// A merchant promises more than the policy of a category: a new version, which holds for orders placed from now on (R10).
public record SetMerchantOverride(PolicyCatalogue book, MerchantOverrides overrides, Clock clock) {

    public sealed interface Answer {

        /// A new version, or the current one when it says the same already.
        record Holds(OverrideVersion version) implements Answer {}

        /// Outside of what the platform allows; nothing changed.
        record Faulty(List<Fault> faults) implements Answer {}

        /// The caller saw an older version, or somebody else decided at the same moment; nothing changed.
        record Stale(int currentVersion) implements Answer {}
    }

    /// @param cause a request that led to a version before changes nothing again, although its version is an old one by now
    public Answer set(String category, MerchantOverride wanted, Cause cause) {
        var current = book.promised(category, wanted.merchantId());
        if (overrides.isDone(category, wanted.merchantId(), cause)) {
            return new Answer.Holds(current);
        }
        if (cause.missed(current.version())) {
            return new Answer.Stale(current.version());
        }
        var faults = PolicyValidator.of(book.current(category).policy(), wanted);
        if (!faults.isEmpty()) {
            return new Answer.Faulty(faults);
        }
        if (wanted.equals(current.override())) {
            return new Answer.Holds(current);
        }
        var version = current.version() + 1;
        var next =
                new OverrideVersion(
                        category, version, wanted, cause.actor(), clock.instant(), cause.id());
        return overrides.add(next) || overrides.isDone(category, wanted.merchantId(), cause)
                ? new Answer.Holds(next)
                : new Answer.Stale(version);
    }
}
