package cn.juhui.order.application;

import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.contracts.refund.term.RefundStanding.Approval;
import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.OrderCommand.CardCheck;
import cn.juhui.order.domain.OrderCommand.VoidForPayout;
import cn.juhui.order.domain.card.Hold;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.messaging.UnprocessableRecordException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A refund is said to be approved: refund-service is asked whether it is, the supplier is asked about its cards a last time, then the order voids
/// them or stops the payout (R8). A card that is void stays void, so an event alone is not enough.
public record ApproveForPayout(
        Journal<Order, OrderEvent> orders,
        FollowRefund followRefund,
        CardChecks checks,
        Approvals approvals,
        SharedPayments payments,
        Clock clock) {

    /// @param approval which step of the case approved it
    /// @throws UnprocessableRecordException when refund-service knows of no such approval: people must look
    /// @throws RuntimeException when it can't be asked
    public void approve(String orderId, String refundId, Money amount, long approval, Cause cause) {
        var source = approvals.of(refundId).approval();
        var loaded =
                orders.load(orderId)
                        .orElseThrow(() ->
                                new UnprocessableRecordException(
                                        "No order " + orderId + " for " + refundId));
        var order = loaded.stored().aggregate();
        if (!says(source, orderId, amount) && isStillOpen(order, refundId, approval)) {
            throw new UnprocessableRecordException(
                    "refund-service knows of no approval of %s over %s"
                            .formatted(refundId, amount));
        }
        var command =
                new VoidForPayout(
                        refundId,
                        amount,
                        checks(order, refundId),
                        approval,
                        clock.instant(),
                        payments.refundsOfOthers(order, Hold.State::isSent));
        followRefund.follow(loaded, command, cause);
    }

    private static boolean says(@Nullable Approval source, String orderId, Money amount) {
        return source != null
                && source.orderId().value().equals(orderId)
                && source.amount().equals(amount);
    }

    /// What was answered before is only heard again.
    private static boolean isStillOpen(Order order, String refundId, long approval) {
        return order.hold(refundId)
                .map(hold ->
                        switch (hold.state()) {
                            case HELD, DECLINED, RELEASED -> !hold.hasStopped(approval);
                            case VOIDED, SETTLED -> false;
                        })
                .orElse(true);
    }

    private List<CardCheck> checks(Order order, String refundId) {
        if (!checks.isAsked()) {
            return List.of();
        }
        return order.hold(refundId)
                .filter(hold -> hold.state() == Hold.State.HELD)
                .map(hold -> checks.check(order, hold.cardIds()))
                .orElse(List.of());
    }
}
