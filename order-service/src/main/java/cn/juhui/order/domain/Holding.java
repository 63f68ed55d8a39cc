package cn.juhui.order.domain;

import cn.juhui.contracts.RuleOutcome;
import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.contracts.order.RefundHeld;
import cn.juhui.contracts.order.RefundHoldDeclined;
import cn.juhui.contracts.order.RefundHoldReleased;
import cn.juhui.order.domain.Hold.State;
import cn.juhui.order.domain.OrderCommand.HoldForRefund;
import cn.juhui.order.domain.OrderCommand.ReleaseHold;
import cn.juhui.platform.kernel.Decision;
import java.util.List;

/// A refund's hand on the order: hold, or hold → release. What follows an approval is told in [Paying].
final class Holding {

    private Holding() {}

    static Decision<Order, OrderEvent, OrderRefusal> hold(Order order, HoldForRefund command) {
        if (order.hold(command.refundId()).isPresent()) {
            return Decision.alreadyDone();
        }
        var answer = RefundRules.assess(order, command.application(), command.risk());
        if (!answer.eligible()) {
            return declined(order, command, answer.blocking());
        }
        var requested = command.requestedAmount();
        if (requested != null
                && (!requested.currency().equals(order.currency())
                        || requested.isZero()
                        || !answer.maxAmount().covers(requested))) {
            return declined(order, command, List.of(RuleCode.AMOUNT_ABOVE_REFUNDABLE.said()));
        }
        if (requested == null && answer.disputed()) {
            return declined(order, command, List.of(RuleCode.DISPUTED_AMOUNT_MISSING.said()));
        }
        var amount = requested == null ? answer.maxAmount() : requested;
        var refundId = command.refundId();
        var cardIds = answer.cardIds();
        var cards = order.cards().stream().filter(c -> cardIds.contains(c.id())).toList();
        var after =
                order.withHold(
                                new Hold(
                                        refundId,
                                        cardIds,
                                        amount,
                                        State.HELD,
                                        answer.route(),
                                        command.at()))
                        .withBalance(order.balance().hold(amount))
                        .withCards(c -> cardIds.contains(c.id()) ? c.frozenFor(refundId) : c);
        return Decision.accepted(
                after,
                new RefundHeld(
                        order.id(),
                        order.purchase().orderNo(),
                        order.purchase().customerId(),
                        order.purchase().merchantId(),
                        refundId,
                        cardIds,
                        amount,
                        answer.arithmetic(),
                        answer.route(),
                        answer.decisive(),
                        order.policyOf(cards).terms(),
                        null,
                        null));
    }

    private static Decision<Order, OrderEvent, OrderRefusal> declined(
            Order order, HoldForRefund command, List<RuleOutcome> rules) {
        var refundId = command.refundId();
        return Decision.accepted(
                order.withHold(Hold.declined(refundId, order.currency())),
                declinedEvent(order, refundId, rules));
    }

    static Decision<Order, OrderEvent, OrderRefusal> release(Order order, ReleaseHold command) {
        var found = order.hold(command.refundId());
        if (found.isEmpty()) {
            return Decision.refused(OrderRefusal.HOLD_NOT_OPEN);
        }
        var hold = found.get();
        return switch (hold.state()) {
            case DECLINED, RELEASED -> Decision.alreadyDone();
            case VOIDED, SETTLED -> Decision.refused(OrderRefusal.HOLD_BEING_PAID);
            case HELD -> released(order, hold);
        };
    }

    private static Decision<Order, OrderEvent, OrderRefusal> released(Order order, Hold hold) {
        return Decision.accepted(let(order, hold, State.RELEASED), releasedEvent(order, hold));
    }

    /// The order with the hold's amount and cards free again.
    static Order let(Order order, Hold hold, State end) {
        return order.withHold(hold.now(end))
                .withBalance(order.balance().release(hold.amount()))
                .withCards(c -> c.isFrozenFor(hold.refundId()) ? c.released() : c);
    }

    static OrderEvent releasedEvent(Order order, Hold hold) {
        var purchase = order.purchase();
        return new RefundHoldReleased(
                order.id(),
                purchase.orderNo(),
                purchase.customerId(),
                purchase.merchantId(),
                hold.refundId(),
                hold.cardIds(),
                hold.amount());
    }

    static OrderEvent declinedEvent(Order order, String refundId, List<RuleOutcome> rules) {
        return new RefundHoldDeclined(
                order.id(),
                order.purchase().orderNo(),
                order.purchase().customerId(),
                order.purchase().merchantId(),
                refundId,
                rules);
    }
}
