package cn.juhui.order.application.delivery;

import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.OrderCommand.Ship;
import cn.juhui.order.domain.OrderCommand.ShippedCard;
import cn.juhui.order.domain.OrderMachine;
import cn.juhui.order.domain.OrderRefusal;
import cn.juhui.order.domain.purchase.BackDating;
import cn.juhui.order.domain.purchase.Purchase;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.platform.journal.Loaded;
import cn.juhui.platform.kernel.Decision;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The merchant delivered cards.
public record ShipOrder(BackDating backDating, Clock clock) {

    /// @param cards which ones; empty for all
    /// @param at when it is said to have happened; null for now
    /// @param proof a reference that the teller gives; null when they gave none
    public Handled<Order, OrderRefusal> ship(
            Loaded<Order, OrderEvent> order,
            List<ShippedCard> cards,
            @Nullable Instant at,
            @Nullable String proof,
            Cause cause) {
        var now = clock.instant();
        if (at != null && Purchase.isAhead(at, now)) {
            return order.handle(cause, _ -> Decision.refused(OrderRefusal.IN_THE_FUTURE));
        }
        return order.handle(
                cause,
                stored -> {
                    var placedAt = stored.aggregate().purchase().placedAt();
                    var received = placedAt.isAfter(now) ? placedAt : now;
                    var told = ToldFact.by(cause.actor(), received, at, proof);
                    return OrderMachine.decide(
                            stored.aggregate(), new Ship(cards, backDating.counts(told), told));
                });
    }
}
