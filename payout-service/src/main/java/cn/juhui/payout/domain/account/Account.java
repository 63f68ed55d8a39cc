package cn.juhui.payout.domain.account;

import cn.juhui.contracts.money.AccountNumber;
import cn.juhui.contracts.money.PaymentChannel;
import org.jspecify.annotations.Nullable;

/// An account that can take the money in the place of the one that paid.
///
/// @param holderName whose account it is: the channel pays nobody else
/// @param bankName for `BANK_CARD`, where the customer says it
public record Account(
        PaymentChannel channel,
        AccountNumber number,
        String holderName,
        @Nullable String bankName) {}
