package cn.juhui.order.application;

import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.OrderCommand;
import cn.juhui.order.domain.OrderMachine;
import cn.juhui.order.domain.OrderRefusal;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.Loaded;
import cn.juhui.platform.messaging.UnprocessableRecordException;

/// A further step of a refund reaches its order: void, settle or release.
public record FollowRefund(Journal<Order, OrderEvent> orders) {

    /// A refusal here means that two services disagree about a refund: a payout for cards that were never voided, another amount than was
    /// approved, a release of what is being paid. Nothing is changed, the amount stays reserved, and the message is put where people look.
    ///
    /// @throws UnprocessableRecordException when the order refuses it, or there is no such order
    public Handled<Order, OrderRefusal> follow(String orderId, OrderCommand command, Cause cause) {
        Handled<Order, OrderRefusal> handled =
                orders.handle(
                        orderId, cause, order -> OrderMachine.decide(order.aggregate(), command));
        return followed(orderId, command, handled);
    }

    /// The same of an order that was looked at before.
    public Handled<Order, OrderRefusal> follow(
            Loaded<Order, OrderEvent> loaded, OrderCommand command, Cause cause) {
        Handled<Order, OrderRefusal> handled =
                loaded.handle(cause, order -> OrderMachine.decide(order.aggregate(), command));
        return followed(loaded.stored().id(), command, handled);
    }

    private static Handled<Order, OrderRefusal> followed(
            String orderId, OrderCommand command, Handled<Order, OrderRefusal> handled) {
        switch (handled) {
            case Handled.Refused<Order, OrderRefusal>(_, var refusal) ->
                    throw new UnprocessableRecordException(
                            orderId + " refuses " + command + ": " + refusal);
            case Handled.NotFound<Order, OrderRefusal> _ ->
                    throw new UnprocessableRecordException(
                            "No order " + orderId + " for " + command);
            case Handled.Changed<Order, OrderRefusal> _,
                    Handled.Unchanged<Order, OrderRefusal> _,
                    Handled.Stale<Order, OrderRefusal> _ -> {}
        }
        return handled;
    }
}
