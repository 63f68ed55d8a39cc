package cn.juhui.order.adapter.http;

import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.contracts.order.RefundHeld;
import cn.juhui.contracts.order.RefundHoldDeclined;
import cn.juhui.order.domain.Order;
import cn.juhui.platform.http.ProblemException;
import cn.juhui.platform.journal.HistoryEntry;
import cn.juhui.platform.journal.Journal;
import java.util.Map;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Where refund-service asks what the order answered to a refund, when the event that says it is missing. It asks by its clock, in nobody's name, so
/// the door has no token; it is not reachable from outside the house, and who asks must know two ids that can't be guessed.
@RestController
final class HoldController {

    private static final Set<String> ANSWERS = Set.of(RefundHeld.TYPE, RefundHoldDeclined.TYPE);

    private final Journal<Order, OrderEvent> orders;

    HoldController(Journal<Order, OrderEvent> orders) {
        this.orders = orders;
    }

    /// @param state the hold's state now
    /// @param type `order.refund_held` or `order.refund_hold_declined`
    /// @param event the data of the event that answered
    record HoldView(String state, String type, long sequence, Map<String, Object> event) {}

    @GetMapping("/internal/orders/{orderId}/holds/{refundId}")
    HoldView hold(@PathVariable String orderId, @PathVariable String refundId) {
        var state =
                orders.find(orderId)
                        .flatMap(order -> order.aggregate().hold(refundId))
                        .orElseThrow(ProblemException::notFound)
                        .state();
        return orders.history(orderId).stream()
                .filter(entry -> answers(entry, refundId))
                .findFirst()
                .map(e -> new HoldView(state.name(), e.type(), e.seq(), e.data()))
                .orElseThrow(ProblemException::notFound);
    }

    private static boolean answers(HistoryEntry entry, String refundId) {
        return ANSWERS.contains(entry.type()) && refundId.equals(entry.data().get("refundId"));
    }
}
