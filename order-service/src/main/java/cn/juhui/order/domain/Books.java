package cn.juhui.order.domain;

import cn.juhui.contracts.money.Book;
import cn.juhui.contracts.money.Money;
import cn.juhui.order.domain.card.Hold;

/// What an order's books say about the money of a refund, for who compares them.
public final class Books {

    private Books() {}

    public static Book of(Order order, String refundId) {
        return order.hold(refundId).map(hold -> of(order, hold)).orElseGet(Book::none);
    }

    private static Book of(Order order, Hold hold) {
        var state = hold.state().name();
        var balanced = isBalanced(order);
        return switch (hold.state()) {
            case HELD, DECLINED, RELEASED -> new Book(state, null, null, balanced);
            case VOIDED -> new Book(state, hold.amount(), null, balanced);
            case SETTLED -> new Book(state, hold.amount(), hold.amount(), balanced);
        };
    }

    /// Whether the balance is what the holds add up to.
    private static boolean isBalanced(Order order) {
        var held = Money.zero(order.currency());
        var refunded = Money.zero(order.currency());
        for (var hold : order.holds()) {
            held = hold.reserves() ? held.plus(hold.amount()) : held;
            refunded = hold.state() == Hold.State.SETTLED ? refunded.plus(hold.amount()) : refunded;
        }
        return order.balance().held().equals(held) && order.balance().refunded().equals(refunded);
    }
}
