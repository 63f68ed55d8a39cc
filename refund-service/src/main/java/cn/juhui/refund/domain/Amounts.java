package cn.juhui.refund.domain;

import cn.juhui.contracts.money.Money;
import org.jspecify.annotations.Nullable;

/// The one check of every amount that somebody names: above nothing, at most what is there, in the same currency.
public final class Amounts {

    private Amounts() {}

    /// Null where nothing is wrong with it.
    public static @Nullable Refusal refusal(Money amount, Money highest) {
        if (!amount.currency().equals(highest.currency())) {
            return new Refusal.CurrencyDiffers(highest.currency());
        }
        if (amount.isZero()) {
            return new Refusal.AmountNotPositive();
        }
        return highest.covers(amount) ? null : new Refusal.AmountTooHigh(highest);
    }
}
