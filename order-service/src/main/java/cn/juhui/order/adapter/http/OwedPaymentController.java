package cn.juhui.order.adapter.http;

import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.contracts.order.OwedPayment;
import cn.juhui.order.domain.Order;
import cn.juhui.platform.journal.Journal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Where payout-service asks, before it sends money, what the order owes and to which payment. It asks on an event, in nobody's name, so the
/// door has no token; it is not reachable from outside the house.
@RestController
final class OwedPaymentController {

    private final Journal<Order, OrderEvent> orders;

    OwedPaymentController(Journal<Order, OrderEvent> orders) {
        this.orders = orders;
    }

    @GetMapping(OwedPayment.PATH)
    OwedPayment payment(@PathVariable String orderId, @PathVariable String refundId) {
        return new OwedPayment(
                orders.find(orderId)
                        .flatMap(order -> order.aggregate().owedFor(refundId))
                        .orElse(null));
    }
}
