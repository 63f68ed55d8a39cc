package cn.juhui.payout.domain.account;

import cn.juhui.contracts.money.PaymentChannel;

/// Where an attempt pays to, when it isn't the account that paid.
///
/// @param accountRef `acc_…`, by what the account is kept
public record Destination(String accountRef, PaymentChannel channel, String maskedAccount) {}
