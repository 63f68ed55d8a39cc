package cn.juhui.order.application;

import cn.juhui.contracts.Money;
import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.order.domain.Hold;
import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.OrderCommand.CardCheck;
import cn.juhui.order.domain.OrderCommand.VoidForPayout;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Journal;
import java.util.List;

/// A refund was approved: the supplier is asked about its cards a last time, then the order voids them or stops the payout (R8).
public record ApproveForPayout(
        Journal<Order, OrderEvent> orders, FollowRefund followRefund, CardChecks checks) {

    /// @param approval which step of the case approved it
    public void approve(String orderId, String refundId, Money amount, long approval, Cause cause) {
        var command = new VoidForPayout(refundId, amount, checks(orderId, refundId), approval);
        followRefund.follow(orderId, command, cause);
    }

    private List<CardCheck> checks(String orderId, String refundId) {
        if (!checks.isAsked()) {
            return List.of();
        }
        return orders.find(orderId)
                .map(stored -> stored.aggregate())
                .map(order ->
                        order.hold(refundId)
                                .filter(hold -> hold.state() == Hold.State.HELD)
                                .map(hold -> checks.check(order, hold.cardIds()))
                                .orElse(List.of()))
                .orElse(List.of());
    }
}
