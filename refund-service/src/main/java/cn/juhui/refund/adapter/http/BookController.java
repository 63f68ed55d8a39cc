package cn.juhui.refund.adapter.http;

import cn.juhui.contracts.money.Book;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.platform.journal.Journal;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Standing;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Where payout-service asks what the case's books say about its money. It asks by its clock, in nobody's name, so the door has no token; it is not
/// reachable from outside the house.
@RestController
final class BookController {

    private final Journal<Refund, RefundEvent> refunds;

    BookController(Journal<Refund, RefundEvent> refunds) {
        this.refunds = refunds;
    }

    @GetMapping(Book.OF_REFUND)
    Book book(@PathVariable String refundId) {
        return refunds.find(refundId)
                .map(stored -> Standing.book(stored.aggregate()))
                .orElseGet(Book::none);
    }
}
