package cn.juhui.order.application;

import cn.juhui.contracts.Money;
import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.order.domain.Application;
import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.OrderCommand.HoldForRefund;
import cn.juhui.order.domain.OrderRefusal;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.platform.journal.Journal;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A refund was requested: the order reserves amount and cards for it, or says why not.
public record HoldCards(Journal<Order, OrderEvent> orders, Clock clock) {

    private static final Logger LOG = LoggerFactory.getLogger(HoldCards.class);

    /// @param requested null for as much as the rules allow
    public Handled<Order, OrderRefusal> hold(
            String orderId,
            String refundId,
            Application application,
            @Nullable Money requested,
            Cause cause) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var command = new HoldForRefund(refundId, application, requested, now);
        Handled<Order, OrderRefusal> handled =
                orders.handle(orderId, cause, order -> order.aggregate().decide(command));
        if (handled instanceof Handled.NotFound<Order, OrderRefusal>) {
            LOG.error("No order {} for {}", orderId, refundId);
        }
        return handled;
    }
}
