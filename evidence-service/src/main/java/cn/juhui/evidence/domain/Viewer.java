package cn.juhui.evidence.domain;

import cn.juhui.contracts.Role;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who wants to see or add evidence.
public record Viewer(String subject, Set<Role> roles, @Nullable String merchantId) {

    public Viewer {
        roles = Set.copyOf(roles);
    }

    boolean isCustomer(String customerId) {
        return roles.contains(Role.CUSTOMER) && subject.equals(customerId);
    }

    boolean isMerchant(String merchant) {
        return roles.contains(Role.MERCHANT) && merchant.equals(merchantId);
    }

    boolean isAgent() {
        return roles.contains(Role.AGENT);
    }

    /// As which side of the order this person adds evidence; empty for who is no side of it.
    public Optional<Role> sideOf(OrderSides order) {
        if (isCustomer(order.customerId())) {
            return Optional.of(Role.CUSTOMER);
        }
        if (isMerchant(order.merchantId())) {
            return Optional.of(Role.MERCHANT);
        }
        return isAgent() ? Optional.of(Role.AGENT) : Optional.empty();
    }
}
