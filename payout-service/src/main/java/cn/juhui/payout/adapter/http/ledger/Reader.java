package cn.juhui.payout.adapter.http.ledger;

import cn.juhui.contracts.Role;
import cn.juhui.payout.domain.ledger.LedgerAccount;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.security.Caller;
import org.jspecify.annotations.Nullable;

/// Who reads the ledger: an operator all of it, a merchant its own account.
///
/// @param merchantId the merchant; null for an operator
record Reader(@Nullable String merchantId) {

    /// @throws ProblemException for everybody else
    static Reader of(Caller caller) {
        if (caller.is(Role.OPERATOR)) {
            return new Reader(null);
        }
        if (caller.is(Role.MERCHANT) && caller.merchantId() != null) {
            return new Reader(caller.merchantId());
        }
        throw ProblemException.forbidden();
    }

    /// The merchant whose entries are meant.
    ///
    /// @param asked null for any
    /// @throws ProblemException when a merchant asks for another one's
    @Nullable String onlyMerchant(@Nullable String asked) {
        if (merchantId != null && asked != null && !asked.equals(merchantId)) {
            throw ProblemException.forbidden();
        }
        return merchantId == null ? asked : merchantId;
    }

    /// The only account that may be shown; null for all.
    @Nullable String onlyAccount() {
        return merchantId == null ? null : LedgerAccount.merchant(merchantId);
    }
}
