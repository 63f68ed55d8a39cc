package cn.juhui.refund.adapter.http;

import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.contracts.refund.term.RefundStanding;
import cn.juhui.platform.journal.Journal;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Standing;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Where order-service asks before it voids cards, and payout-service before it sends money, what was really approved. They ask by their clocks and
/// on events, in nobody's name, so the door has no token; it is not reachable from outside the house.
@RestController
final class StandingController {

    private final Journal<Refund, RefundEvent> refunds;

    StandingController(Journal<Refund, RefundEvent> refunds) {
        this.refunds = refunds;
    }

    @GetMapping(RefundStanding.PATH)
    RefundStanding standing(@PathVariable String refundId) {
        return refunds.find(refundId)
                .map(stored -> Standing.of(stored.aggregate()))
                .orElseGet(RefundStanding::unknown);
    }
}
