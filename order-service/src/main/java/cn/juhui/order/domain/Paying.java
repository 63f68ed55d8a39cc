package cn.juhui.order.domain;

import cn.juhui.contracts.RuleOutcome;
import cn.juhui.contracts.order.CardsVoided;
import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.contracts.order.OrderRefunded;
import cn.juhui.order.domain.Hold.State;
import cn.juhui.order.domain.OrderCommand.SettleRefund;
import cn.juhui.order.domain.OrderCommand.VoidForPayout;
import cn.juhui.platform.kernel.Decision;
import java.util.List;

/// From an approval to the money: hold → void → settle. The last look at the cards is here (R8), and it ends in one of two
/// events: the cards are void and the payout starts, or the hold is declined after all and the case ends without money. There
/// is no third way, so no approval waits for a payout that never starts.
///
/// Once the cards are voided nothing releases the hold any more: a code that is dead stays dead (R8), and the money that stands
/// for it may be on its way, so it stays reserved until it has arrived, however long the payout takes.
final class Paying {

    private Paying() {}

    static Decision<Order, OrderEvent, OrderRefusal> voidCards(Order order, VoidForPayout command) {
        var found = order.hold(command.refundId());
        if (found.isEmpty()) {
            return neverHeld(order, command.refundId());
        }
        var hold = found.get();
        return switch (hold.state()) {
            case DECLINED -> Decision.alreadyDone();
            case RELEASED -> neverHeld(order, command.refundId());
            case VOIDED, SETTLED ->
                    hold.amount().equals(command.amount())
                            ? Decision.alreadyDone()
                            : Decision.refused(OrderRefusal.AMOUNT_DIFFERS);
            case HELD -> {
                var objections = objections(order, hold, command);
                yield objections.isEmpty()
                        ? voided(order, hold, command)
                        : declined(order, hold, objections);
            }
        };
    }

    /// An approval of what the order doesn't hold: two services disagree, and no money moves.
    private static Decision<Order, OrderEvent, OrderRefusal> neverHeld(
            Order order, String refundId) {
        return Decision.accepted(
                order.withHold(Hold.declined(refundId, order.currency())),
                Holding.declinedEvent(order, refundId, List.of(RuleCode.APPROVAL_NOT_HELD.said())));
    }

    /// What speaks against paying, now that the cards are looked at again: a use that was reported too late, or an approval of
    /// something else than what is held.
    private static List<RuleOutcome> objections(Order order, Hold hold, VoidForPayout command) {
        var amount = command.amount();
        var held =
                amount.currency().equals(order.currency())
                        && !amount.isZero()
                        && hold.amount().covers(amount)
                        && hold.cardIds().stream()
                                .allMatch(id ->
                                        order.card(id)
                                                .filter(c -> c.isFrozenFor(hold.refundId()))
                                                .isPresent());
        if (!held) {
            return List.of(RuleCode.APPROVAL_NOT_HELD.said());
        }
        return hold.cardIds().stream()
                .flatMap(id -> order.card(id).stream())
                .filter(c -> c.lateReport() != null)
                .map(c -> RuleCode.CARD_USED_MEANWHILE.saidOf(c.id()))
                .toList();
    }

    private static Decision<Order, OrderEvent, OrderRefusal> declined(
            Order order, Hold hold, List<RuleOutcome> objections) {
        return Decision.accepted(
                Holding.let(order, hold, State.DECLINED),
                Holding.releasedEvent(order, hold),
                Holding.declinedEvent(order, hold.refundId(), objections));
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
}
