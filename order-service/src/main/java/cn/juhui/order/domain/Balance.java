package cn.juhui.order.domain;

import cn.juhui.contracts.money.Money;

/// The one balance of an order (R6): what is held for open refunds and what was refunded never exceed what was paid.
///
/// @param held promised to refunds that are not paid yet
/// @param refunded back with the customer
public record Balance(Money paid, Money held, Money refunded) {

    /// @throws IllegalArgumentException for a balance that must never be
    public Balance {
        if (!paid.covers(held.plus(refunded))) {
            throw new IllegalArgumentException(
                    "Above the balance: " + held + " held, " + refunded + " refunded of " + paid);
        }
    }

    static Balance of(Money paid) {
        return new Balance(paid, Money.zero(paid.currency()), Money.zero(paid.currency()));
    }

    /// What a further refund may take at most.
    public Money refundable() {
        return paid.minus(held).minus(refunded);
    }

    Balance hold(Money amount) {
        return new Balance(paid, held.plus(amount), refunded);
    }

    Balance release(Money amount) {
        return new Balance(paid, held.minus(amount), refunded);
    }

    Balance settle(Money amount) {
        return new Balance(paid, held.minus(amount), refunded.plus(amount));
    }

    /// What was settled is owed again.
    Balance reverse(Money amount) {
        return new Balance(paid, held.plus(amount), refunded.minus(amount));
    }
}
