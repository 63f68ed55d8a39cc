package cn.juhui.order.application;

import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.OrderCommand.Ship;
import cn.juhui.order.domain.OrderCommand.ShippedCard;
import cn.juhui.order.domain.OrderRefusal;
import cn.juhui.order.domain.Purchase;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.kernel.Decision;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The merchant delivered cards.
public record ShipOrder(Journal<Order, OrderEvent> orders, Clock clock) {

    /// @param cards which ones; empty for all
    /// @param at null for now
    public Handled<Order, OrderRefusal> ship(
            String orderId, List<ShippedCard> cards, @Nullable Instant at, Cause cause) {
        var now = clock.instant();
        if (at != null && Purchase.isAhead(at, now)) {
            return orders.handle(orderId, cause, _ -> Decision.refused(OrderRefusal.IN_THE_FUTURE));
        }
        return orders.handle(
                orderId,
                cause,
                order -> {
                    var placedAt = order.aggregate().purchase().placedAt();
                    var told = placedAt.isAfter(now) ? placedAt : now;
                    var shippedAt = at == null ? told : at.truncatedTo(ChronoUnit.MILLIS);
                    return order.aggregate().decide(new Ship(cards, shippedAt));
                });
    }
}
