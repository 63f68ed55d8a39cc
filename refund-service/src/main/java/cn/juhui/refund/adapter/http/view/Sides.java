package cn.juhui.refund.adapter.http.view;

import cn.juhui.contracts.Role;
import cn.juhui.platform.security.Caller;
import cn.juhui.refund.domain.Refund;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// As what somebody may act on a case. A caller can have several roles, and be a side of one case and not of another. Nobody is the platform's
/// agent in a case that they are a side of.
public final class Sides {

    private Sides() {}

    public static List<Role> of(Caller caller, Refund refund) {
        var roles = new ArrayList<Role>();
        if (caller.isCustomer(refund.application().customerId())) {
            roles.add(Role.CUSTOMER);
        }
        if (caller.isMerchant(refund.application().merchantId())) {
            roles.add(Role.MERCHANT);
        }
        if (caller.is(Role.AGENT) && roles.isEmpty()) {
            roles.add(Role.AGENT);
        }
        return roles;
    }

    /// As what somebody reads a case: as what they may act on it, and the platform's operators, who only look.
    static List<Role> reading(Caller caller, Refund refund) {
        var roles = of(caller, refund);
        return roles.isEmpty() && caller.is(Role.OPERATOR) ? List.of(Role.OPERATOR) : roles;
    }

    /// As which one of these somebody is told who did what: the first that tells them more.
    static Role reader(Caller caller, Refund refund) {
        var roles = reading(caller, refund);
        return Stream.of(Role.AGENT, Role.OPERATOR, Role.MERCHANT)
                .filter(roles::contains)
                .findFirst()
                .orElse(Role.CUSTOMER);
    }

    /// Whether they are the customer or the merchant of it; the platform's people are no side.
    static boolean isOne(Caller caller, Refund refund) {
        var roles = of(caller, refund);
        return roles.contains(Role.CUSTOMER) || roles.contains(Role.MERCHANT);
    }

    static boolean canSee(Caller caller, Refund refund) {
        return caller.isSideOf(
                refund.application().customerId(), refund.application().merchantId());
    }
}
