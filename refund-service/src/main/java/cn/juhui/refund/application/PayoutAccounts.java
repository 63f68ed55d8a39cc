package cn.juhui.refund.application;

import cn.juhui.contracts.money.AccountNumber;
import cn.juhui.contracts.money.PaymentChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The accounts that payout-service keeps: the only place where a number is known.
public interface PayoutAccounts {

    /// What a customer tells of an account.
    record Details(
            PaymentChannel channel,
            AccountNumber number,
            String holderName,
            @Nullable String bankName) {}

    /// Hands an account over, in the name of the customer whose request is in hand.
    ///
    /// @return by what it is known from now on (`acc_…`); empty when the payout needs no account (any more)
    /// @throws ServiceDownException when payout-service doesn't answer
    Optional<String> keep(String payoutId, Details account);
}
