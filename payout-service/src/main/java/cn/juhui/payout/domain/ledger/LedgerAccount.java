package cn.juhui.payout.domain.ledger;

import cn.juhui.contracts.money.PaymentChannel;

/// The names of the accounts. A debit is positive: what is owed to the house, or has come in.
public final class LedgerAccount {

    /// What approved refunds still owe to customers.
    public static final String CUSTOMERS = "customers";

    /// What was paid too often and not taken back.
    public static final String LOSSES = "losses";

    /// What merchants have paid in.
    public static final String SETTLEMENTS = "settlements";

    /// The beginning of the names of what stands at channels.
    public static final String CHANNELS = "channels:";

    private LedgerAccount() {}

    /// What a merchant owes for refunds that were paid, or will be, in its place.
    public static String merchant(String merchantId) {
        return "merchants:" + merchantId;
    }

    /// What a channel has taken on and not paid yet.
    public static String clearing(PaymentChannel channel) {
        return "clearing:" + channel;
    }

    /// What a channel has paid out of the house's account there.
    public static String channel(PaymentChannel channel) {
        return CHANNELS + channel;
    }
}
