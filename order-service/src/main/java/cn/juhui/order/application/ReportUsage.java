package cn.juhui.order.application;

import cn.juhui.contracts.Money;
import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.OrderCommand;
import cn.juhui.order.domain.OrderRefusal;
import cn.juhui.order.domain.Purchase;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.kernel.Decision;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Somebody spent of a card.
public record ReportUsage(Journal<Order, OrderEvent> orders, Clock clock) {

    /// @param at null for now
    public Handled<Order, OrderRefusal> report(
            String orderId, String cardId, Money remaining, @Nullable Instant at, Cause cause) {
        var now = clock.instant();
        if (at != null && Purchase.isAhead(at, now)) {
            return orders.handle(orderId, cause, _ -> Decision.refused(OrderRefusal.IN_THE_FUTURE));
        }
        var when = at == null ? now : at.truncatedTo(ChronoUnit.MILLIS);
        return orders.handle(
                orderId,
                cause,
                order ->
                        order.aggregate()
                                .decide(new OrderCommand.ReportUsage(cardId, remaining, when)));
    }
}
