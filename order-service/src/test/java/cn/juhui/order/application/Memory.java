package cn.juhui.order.application;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.order.application.policy.MerchantOverrides;
import cn.juhui.order.application.policy.OverrideVersion;
import cn.juhui.order.application.policy.Policies;
import cn.juhui.order.application.policy.PolicyCatalogue;
import cn.juhui.order.application.policy.PolicyVersion;
import cn.juhui.order.application.policy.SetMerchantOverride;
import cn.juhui.order.application.policy.SetPolicy;
import cn.juhui.order.domain.Fixtures;
import cn.juhui.order.domain.Order;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.testkit.MemoryJournal;
import cn.juhui.platform.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Order-service without its outside.
final class Memory implements OrderNumbers, Policies, MerchantOverrides {

    static final Cause CAUSE =
            new Cause(new Actor(Role.STOREFRONT, "storefront"), "test", null, null, null);

    final MovableClock clock = new MovableClock(Fixtures.PLACED.plus(Duration.ofMinutes(2)));
    final MemoryJournal<Order, OrderEvent> orders = new MemoryJournal<>(clock, _ -> null);
    final PolicyCatalogue book = new PolicyCatalogue(this, this);
    final PlaceOrder placeOrder = new PlaceOrder(orders, this, book, clock);
    final SetPolicy setPolicy = new SetPolicy(book, this, clock);
    final SetMerchantOverride setOverride = new SetMerchantOverride(book, this, clock);

    private final Map<String, String> numbers = new HashMap<>();
    private final List<PolicyVersion> versions = new ArrayList<>();
    private final List<OverrideVersion> overrides = new ArrayList<>();

    @Override
    public String claim(String storefront, String orderNo, String orderId) {
        var before = numbers.putIfAbsent(storefront + "/" + orderNo, orderId);
        return before == null ? orderId : before;
    }

    @Override
    public Optional<PolicyVersion> at(String category, Instant time) {
        return versions.stream()
                .filter(v -> v.policy().category().equals(category) && !v.since().isAfter(time))
                .max(Comparator.comparingInt(v -> v.policy().version()));
    }

    @Override
    public Optional<PolicyVersion> latest(String category) {
        return at(category, Instant.MAX);
    }

    @Override
    public boolean isDone(String category, Cause cause) {
        return versions.stream()
                .filter(v -> v.policy().category().equals(category))
                .anyMatch(v -> cause.id().equals(v.cause()));
    }

    @Override
    public List<String> categories() {
        return versions.stream().map(v -> v.policy().category()).distinct().toList();
    }

    @Override
    public boolean add(PolicyVersion version) {
        var policy = version.policy();
        return versions.stream()
                        .noneMatch(v ->
                                v.policy().category().equals(policy.category())
                                        && v.policy().version() == policy.version())
                && versions.add(version);
    }

    @Override
    public Optional<OverrideVersion> at(String category, String merchantId, Instant time) {
        return overrides.stream()
                .filter(v -> v.category().equals(category) && !v.since().isAfter(time))
                .filter(v -> v.override().merchantId().equals(merchantId))
                .max(Comparator.comparingInt(OverrideVersion::version));
    }

    @Override
    public Optional<OverrideVersion> latest(String category, String merchantId) {
        return at(category, merchantId, Instant.MAX);
    }

    @Override
    public boolean isDone(String category, String merchantId, Cause cause) {
        return overrides.stream()
                .filter(v -> v.category().equals(category))
                .filter(v -> v.override().merchantId().equals(merchantId))
                .anyMatch(v -> cause.id().equals(v.cause()));
    }

    @Override
    public boolean add(OverrideVersion version) {
        return latest(version.category(), version.override().merchantId())
                                .map(OverrideVersion::version)
                                .orElse(0)
                        < version.version()
                && overrides.add(version);
    }
}
