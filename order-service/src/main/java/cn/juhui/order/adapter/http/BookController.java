package cn.juhui.order.adapter.http;

import cn.juhui.contracts.money.Book;
import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.order.domain.Books;
import cn.juhui.order.domain.Order;
import cn.juhui.platform.journal.Journal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Where payout-service asks what the order's books say about a refund. It asks by its clock, in nobody's name, so the door has no token; it is not
/// reachable from outside the house.
@RestController
final class BookController {

    private final Journal<Order, OrderEvent> orders;

    BookController(Journal<Order, OrderEvent> orders) {
        this.orders = orders;
    }

    @GetMapping(Book.OF_ORDER)
    Book book(@PathVariable String orderId, @PathVariable String refundId) {
        return orders.find(orderId)
                .map(order -> Books.of(order.aggregate(), refundId))
                .orElseGet(Book::none);
    }
}
