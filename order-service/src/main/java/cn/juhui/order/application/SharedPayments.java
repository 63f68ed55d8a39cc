package cn.juhui.order.application;

import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.card.Hold;
import java.util.function.Predicate;

/// Payments that more than one order names: what was bought together was paid together. The channel counts its refunds by payment (R11).
public interface SharedPayments {

    /// How many refunds of the order's payment its other orders have: as far as the channel's limit, above which it doesn't matter; 0 where there is none.
    ///
    /// @param which of them count
    long refundsOfOthers(Order order, Predicate<Hold.State> which);
}
