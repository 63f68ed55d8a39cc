package cn.juhui.order.application;

import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.order.application.policy.PolicyCatalogue;
import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.OrderMachine;
import cn.juhui.order.domain.purchase.Purchase;
import cn.juhui.order.domain.purchase.Purchase.Fault;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.Stored;
import cn.juhui.platform.kernel.Ids;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// A storefront feeds in a paid order. The number is claimed first, so that a crash in between leaves a number that
/// the next try fills, never two orders with one number.
public record PlaceOrder(
        Journal<Order, OrderEvent> orders,
        OrderNumbers numbers,
        PolicyCatalogue book,
        Clock clock) {

    public sealed interface Answer {

        record Created(Stored<Order> order) implements Answer {}

        /// The storefront fed the same order in before.
        record AlreadyThere(Stored<Order> order) implements Answer {}

        /// The storefront used the number for something else.
        record NumberTaken(String orderId) implements Answer {}

        record Faulty(List<Fault> faults) implements Answer {}
    }

    /// @param newId the id it gets if it is new
    public Answer place(Purchase purchase, String newId, Cause cause) {
        var faults = purchase.faults(clock.instant());
        if (!faults.isEmpty()) {
            return new Answer.Faulty(faults);
        }
        var id = numbers.claim(purchase.storefront(), purchase.orderNo(), newId);
        var before = id.equals(newId) ? Optional.<Stored<Order>>empty() : orders.find(id);
        var now = before.or(() -> add(id, purchase, cause)).or(() -> orders.find(id)).orElseThrow();
        if (!now.aggregate().purchase().isSameAs(purchase)) {
            return new Answer.NumberTaken(id);
        }
        return before.isEmpty() ? new Answer.Created(now) : new Answer.AlreadyThere(now);
    }

    private Optional<Stored<Order>> add(String id, Purchase purchase, Cause cause) {
        var placed =
                OrderMachine.place(
                        id,
                        purchase,
                        category ->
                                book.shown(category, purchase.merchantId(), purchase.placedAt()),
                        () -> Ids.next("crd"));
        return orders.add(id, placed.order(), List.of(placed.event()), cause);
    }
}
