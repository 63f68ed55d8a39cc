package cn.juhui.order.application;

import cn.juhui.contracts.Actor;
import cn.juhui.order.domain.MerchantOverride;
import cn.juhui.order.domain.PolicyFaults;
import cn.juhui.order.domain.Purchase.Fault;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A merchant promises more than the policy of a category: a new version, which holds for orders placed from now on (R10).
public record SetMerchantOverride(PolicyBook book, MerchantOverrides overrides, Clock clock) {

    public sealed interface Answer {

        /// A new version, or the current one when it says the same already.
        record Holds(OverrideVersion version) implements Answer {}

        /// Outside of what the platform allows; nothing changed.
        record Faulty(List<Fault> faults) implements Answer {}

        /// The caller saw an older version, or somebody else decided at the same moment; nothing changed.
        record Stale(int currentVersion) implements Answer {}
    }

    /// @param expectedVersion the version that the caller saw; null for whichever it is
    public Answer set(
            String category, MerchantOverride wanted, @Nullable Long expectedVersion, Actor by) {
        var current = book.promised(category, wanted.merchantId());
        if (expectedVersion != null && expectedVersion != current.version()) {
            return new Answer.Stale(current.version());
        }
        var faults = PolicyFaults.of(book.current(category).policy(), wanted);
        if (!faults.isEmpty()) {
            return new Answer.Faulty(faults);
        }
        if (wanted.equals(current.override())) {
            return new Answer.Holds(current);
        }
        var version = current.version() + 1;
        var next = new OverrideVersion(category, version, wanted, by, clock.instant());
        return overrides.add(next) ? new Answer.Holds(next) : new Answer.Stale(version);
    }
}
