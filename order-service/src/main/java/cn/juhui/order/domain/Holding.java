package cn.juhui.order.domain;

import cn.juhui.contracts.RuleOutcome;
import cn.juhui.contracts.order.CardsVoided;
import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.contracts.order.OrderRefunded;
import cn.juhui.contracts.order.RefundHeld;
import cn.juhui.contracts.order.RefundHoldDeclined;
import cn.juhui.contracts.order.RefundHoldReleased;
import cn.juhui.order.domain.Hold.State;
import cn.juhui.order.domain.OrderCommand.HoldForRefund;
import cn.juhui.order.domain.OrderCommand.ReleaseHold;
import cn.juhui.order.domain.OrderCommand.SettleRefund;
import cn.juhui.order.domain.OrderCommand.VoidForPayout;
import cn.juhui.platform.kernel.Decision;
import java.util.ArrayList;
import java.util.List;

/// A refund's hand on the order: hold → void → settle, or hold → release.
///
/// Once the cards are voided nothing releases the hold any more: a code that is dead stays dead (R8), and the money that stands
/// for it may be on its way, so it stays reserved until it has arrived, however long the payout takes.
final class Holding {

    private Holding() {}

    static Decision<Order, OrderEvent, OrderRefusal> hold(Order order, HoldForRefund command) {
        if (order.hold(command.refundId()).isPresent()) {
            return Decision.alreadyDone();
        }
        var answer = RefundRules.assess(order, command.application());
        if (!answer.eligible()) {
            return declined(order, command, answer.rules());
        }
        var requested = command.requestedAmount();
        if (requested != null
                && (!requested.currency().equals(order.currency())
                        || requested.isZero()
                        || !answer.maxAmount().covers(requested))) {
            var rules = new ArrayList<>(answer.rules());
            rules.add(RuleCode.AMOUNT_ABOVE_REFUNDABLE.said());
            return declined(order, command, rules);
        }
        var amount = requested == null ? answer.maxAmount() : requested;
        var refundId = command.refundId();
        var cardIds = answer.cardIds();
        var cards = order.cards().stream().filter(c -> cardIds.contains(c.id())).toList();
        var after =
                order.withHold(new Hold(refundId, cardIds, amount, State.HELD))
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
                        answer.rules(),
                        order.policyOf(cards).terms()));
    }

    private static Decision<Order, OrderEvent, OrderRefusal> declined(
            Order order, HoldForRefund command, List<RuleOutcome> rules) {
        var nothing = order.balance().paid().minus(order.balance().paid());
        var refundId = command.refundId();
        return Decision.accepted(
                order.withHold(new Hold(refundId, List.of(), nothing, State.DECLINED)),
                new RefundHoldDeclined(
                        order.id(),
                        order.purchase().orderNo(),
                        order.purchase().customerId(),
                        order.purchase().merchantId(),
                        refundId,
                        rules));
    }

    /// An approval above what was held voids nothing and so can never be paid; what it leaves of the hold is free again.
    static Decision<Order, OrderEvent, OrderRefusal> voidCards(Order order, VoidForPayout command) {
        var found = order.hold(command.refundId());
        if (found.isEmpty()) {
            return Decision.refused(OrderRefusal.HOLD_NOT_OPEN);
        }
        var hold = found.get();
        var amount = command.amount();
        return switch (hold.state()) {
            case DECLINED, RELEASED -> Decision.refused(OrderRefusal.HOLD_NOT_OPEN);
            case VOIDED, SETTLED ->
                    hold.amount().equals(amount)
                            ? Decision.alreadyDone()
                            : Decision.refused(OrderRefusal.AMOUNT_DIFFERS);
            case HELD -> {
                if (!amount.currency().equals(order.currency())) {
                    yield Decision.refused(OrderRefusal.CURRENCY_DIFFERS);
                }
                if (amount.isZero()) {
                    yield Decision.refused(OrderRefusal.AMOUNT_DIFFERS);
                }
                if (!hold.amount().covers(amount)) {
                    yield Decision.refused(OrderRefusal.AMOUNT_ABOVE_HOLD);
                }
                if (!frozenAll(order, hold)) {
                    yield Decision.refused(OrderRefusal.CARD_NOT_USABLE);
                }
                yield voided(order, hold, command);
            }
        };
    }

    /// The last look at the cards before money moves (R8).
    private static boolean frozenAll(Order order, Hold hold) {
        return hold.cardIds().stream()
                .allMatch(id ->
                        order.card(id).filter(c -> c.isFrozenFor(hold.refundId())).isPresent());
    }

    private static Decision<Order, OrderEvent, OrderRefusal> voided(
            Order order, Hold hold, VoidForPayout command) {
        var amount = command.amount();
        var after =
                order.withHold(hold.voided(amount))
                        .withBalance(order.balance().release(hold.amount().minus(amount)))
                        .withCards(c -> c.isFrozenFor(hold.refundId()) ? c.voided() : c);
        var purchase = order.purchase();
        return Decision.accepted(
                after,
                new CardsVoided(
                        order.id(),
                        purchase.orderNo(),
                        purchase.customerId(),
                        purchase.merchantId(),
                        hold.refundId(),
                        hold.cardIds(),
                        amount,
                        purchase.payment().channel(),
                        purchase.payment().channelTransactionId(),
                        purchase.payment().paidAt()));
    }

    static Decision<Order, OrderEvent, OrderRefusal> settle(Order order, SettleRefund command) {
        var found = order.hold(command.refundId());
        if (found.isEmpty()) {
            return Decision.refused(OrderRefusal.HOLD_NOT_OPEN);
        }
        var hold = found.get();
        return switch (hold.state()) {
            case HELD, DECLINED, RELEASED -> Decision.refused(OrderRefusal.HOLD_NOT_VOIDED);
            case VOIDED, SETTLED -> {
                if (!hold.amount().equals(command.amount())) {
                    yield Decision.refused(OrderRefusal.AMOUNT_DIFFERS);
                }
                yield hold.state() == State.SETTLED ? Decision.alreadyDone() : settled(order, hold);
            }
        };
    }

    private static Decision<Order, OrderEvent, OrderRefusal> settled(Order order, Hold hold) {
        var balance = order.balance().settle(hold.amount());
        var purchase = order.purchase();
        return Decision.accepted(
                order.withHold(hold.now(State.SETTLED)).withBalance(balance),
                new OrderRefunded(
                        order.id(),
                        purchase.orderNo(),
                        purchase.customerId(),
                        purchase.merchantId(),
                        hold.refundId(),
                        hold.cardIds(),
                        hold.amount(),
                        balance.refunded()));
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
        var purchase = order.purchase();
        return Decision.accepted(
                order.withHold(hold.now(State.RELEASED))
                        .withBalance(order.balance().release(hold.amount()))
                        .withCards(c -> c.isFrozenFor(hold.refundId()) ? c.released() : c),
                new RefundHoldReleased(
                        order.id(),
                        purchase.orderNo(),
                        purchase.customerId(),
                        purchase.merchantId(),
                        hold.refundId(),
                        hold.cardIds(),
                        hold.amount()));
    }
}
