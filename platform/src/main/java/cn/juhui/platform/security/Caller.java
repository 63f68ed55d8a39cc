package cn.juhui.platform.security;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who calls, as the verified token says. A controller takes it as a method argument.
///
/// @param subject the token's `sub`
/// @param roles the token's `roles`, at least one
/// @param merchantId the token's `merchant_id`; null for who is not of a merchant
public record Caller(String subject, Set<Role> roles, @Nullable String merchantId) {

    public Caller {
        roles = Set.copyOf(roles);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /// Whether the caller is this customer.
    public boolean isCustomer(String customerId) {
        return is(Role.CUSTOMER) && subject.equals(customerId);
    }

    /// Whether the caller is staff of this merchant.
    public boolean isMerchant(String merchant) {
        return is(Role.MERCHANT) && merchant.equals(merchantId);
    }

    /// Whether the caller may see a thing between this customer and this merchant: a side of it, an agent or an operator.
    /// For everybody else it does not exist (404).
    public boolean isSideOf(String customerId, String merchant) {
        return isCustomer(customerId)
                || isMerchant(merchant)
                || is(Role.AGENT)
                || is(Role.OPERATOR);
    }

    /// The caller's act in this role, for the history.
    public Actor as(Role role) {
        return new Actor(role, role == Role.MERCHANT ? merchantId + "/" + subject : subject);
    }
}
