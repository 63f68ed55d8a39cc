package cn.juhui.order.application;

import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.OrderCommand;
import cn.juhui.order.domain.OrderRefusal;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.platform.journal.Journal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A further step of a refund reaches its order: void, settle or release.
public record FollowRefund(Journal<Order, OrderEvent> orders) {

    private static final Logger LOG = LoggerFactory.getLogger(FollowRefund.class);

    /// A refusal here means that two services disagree about a refund: no money moves, and people must look.
    public Handled<Order, OrderRefusal> follow(String orderId, OrderCommand command, Cause cause) {
        Handled<Order, OrderRefusal> handled =
                orders.handle(orderId, cause, order -> order.aggregate().decide(command));
        switch (handled) {
            case Handled.Refused<Order, OrderRefusal>(_, var refusal) ->
                    LOG.error("{} refuses {}: {}", orderId, command, refusal);
            case Handled.NotFound<Order, OrderRefusal> _ ->
                    LOG.error("No order {} for {}", orderId, command);
            case Handled.Changed<Order, OrderRefusal> _,
                    Handled.Unchanged<Order, OrderRefusal> _,
                    Handled.Stale<Order, OrderRefusal> _ -> {}
        }
        return handled;
    }
}
