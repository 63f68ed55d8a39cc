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
import cn.juhui.platform.journal.Stored;
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
        Handled<Order, OrderRefusal> handled =
                orders.handle(
                        orderId,
                        cause,
                        stored ->
                                stored.aggregate()
                                        .decide(
                                                new OrderCommand.ReportUsage(
                                                        cardId, remaining, when)));
        return handled instanceof Handled.Changed<Order, OrderRefusal>(var order)
                        && !usable(order, cardId)
                ? new Handled.Refused<>(order, OrderRefusal.CARD_NOT_USABLE)
                : handled;
    }

    /// A use from before the freeze is remembered for the last look before the payout (R8), yet the card can't be used.
    private static boolean usable(Stored<Order> order, String cardId) {
        return order.aggregate().card(cardId).orElseThrow().status().usable();
    }
}
