package cn.juhui.notification.adapter.http.webhook;

import cn.juhui.contracts.Role;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.security.Caller;
import java.util.Objects;

/// Only a merchant's people have endpoints and events.
public final class MerchantAccess {

    private MerchantAccess() {}

    /// The caller's merchant.
    ///
    /// @throws ProblemException 403 for who has none
    public static String merchantOf(Caller caller) {
        if (!caller.is(Role.MERCHANT) || caller.merchantId() == null) {
            throw ProblemException.forbidden();
        }
        return Objects.requireNonNull(caller.merchantId());
    }
}
