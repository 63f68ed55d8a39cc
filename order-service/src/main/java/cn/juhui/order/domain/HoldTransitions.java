package cn.juhui.order.domain;

import cn.juhui.contracts.RuleOutcome;
import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.contracts.order.RefundHeld;
import cn.juhui.contracts.order.RefundHoldDeclined;
import cn.juhui.contracts.order.RefundHoldReleased;
import cn.juhui.order.domain.OrderCommand.HoldForRefund;
import cn.juhui.order.domain.OrderCommand.ReleaseHold;
import cn.juhui.order.domain.card.Card;
import cn.juhui.order.domain.card.CardState.Free;
import cn.juhui.order.domain.card.CardState.Frozen;
import cn.juhui.order.domain.card.Hold;
import cn.juhui.order.domain.eligibility.RuleCode;
import cn.juhui.platform.kernel.Decision;
import java.util.ArrayList;
import java.util.List;

/// A refund's hand on the order: hold, or hold → release. What follows an approval is told in [PayoutTransitions].
final class HoldTransitions {

    private HoldTransitions() {}

    static Decision<Order, OrderEvent, OrderRefusal> hold(Order order, HoldForRefund command) {
        if (order.hold(command.refundId()).isPresent()) {
            return Decision.alreadyDone();
        }
        var checked = CheckedCards.before(order, command.checks());
        var events = new ArrayList<>(checked.events());
        var held = hold(checked.order(), command, events);
        return new Decision.Accepted<>(held, events);
    }

    private static Order hold(Order order, HoldForRefund command, List<OrderEvent> events) {
        var answer =
                RefundRules.assess(
                        order, command.application(), command.risk(), command.elsewhere());
        if (!answer.eligible()) {
            return declined(order, command, answer.blocking(), events);
        }
        var requested = command.requestedAmount();
        if (requested != null
                && (!requested.currency().equals(order.currency())
                        || requested.isZero()
                        || !answer.maxAmount().covers(requested))) {
            return declined(
                    order, command, List.of(RuleCode.AMOUNT_ABOVE_REFUNDABLE.said()), events);
        }
        if (requested != null && !answer.tooLittle(requested).isEmpty()) {
            return declined(order, command, answer.tooLittle(requested), events);
        }
        var onRecord = answer.amountOnRecord();
        if (requested == null && onRecord.isZero()) {
            return declined(
                    order, command, List.of(RuleCode.DISPUTED_AMOUNT_MISSING.said()), events);
        }
        var amount = requested == null ? onRecord : requested;
        var refundId = command.refundId();
        var cardIds = answer.cardIds();
        var cards = order.cards().stream().filter(c -> cardIds.contains(c.id())).toList();
        var ceiling = ceiling(order, cards, amount);
        var after =
                order.withHold(
                                Hold.of(
                                        refundId,
                                        cardIds,
                                        amount,
                                        answer.route(),
                                        command.at(),
                                        ceiling,
                                        command.application().reason()))
                        .withBalance(order.balance().hold(amount))
                        .withCards(c ->
                                c.state() instanceof Free free && cardIds.contains(c.id())
                                        ? c.in(free.frozenFor(refundId))
                                        : c);
        events.add(
                new RefundHeld(
                        order.ids(),
                        new RefundId(refundId),
                        cardIds.stream().map(CardId::new).toList(),
                        amount,
                        answer.arithmetic(),
                        answer.route(),
                        answer.decisive(),
                        order.policyOf(cards).terms(),
                        ceiling,
                        cards.stream().map(Card::facts).toList(),
                        command.recordedAt() == null
                                ? null
                                : order.paymentTold(command.recordedAt())));
        return after;
    }

    /// The most that an agent can rule on proof (R4), within what is left of the order (R6).
    private static Money ceiling(Order order, List<Card> cards, Money amount) {
        var sum = Money.zero(order.currency());
        for (var card : cards) {
            sum = sum.plus(card.ceiling());
        }
        var left = order.balance().refundable();
        var most = left.covers(sum) ? sum : left;
        return most.covers(amount) ? most : amount;
    }

    private static Order declined(
            Order order, HoldForRefund command, List<RuleOutcome> rules, List<OrderEvent> events) {
        var refundId = command.refundId();
        events.add(declinedEvent(order, refundId, rules));
        return order.withHold(Hold.declined(refundId, order.currency()));
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
            case HELD -> released(order, hold, command.refusedByPlatform());
        };
    }

    private static Decision<Order, OrderEvent, OrderRefusal> released(
            Order order, Hold hold, boolean refusedByPlatform) {
        return Decision.accepted(
                let(order, hold.released(refusedByPlatform)), releasedEvent(order, hold));
    }

    /// The order with the hold's amount and cards free again.
    private static Order let(Order order, Hold hold) {
        return order.withHold(hold)
                .withBalance(order.balance().release(hold.amount()))
                .withFrozen(hold.refundId(), Frozen::released);
    }

    static OrderEvent releasedEvent(Order order, Hold hold) {
        return new RefundHoldReleased(
                order.ids(), new RefundId(hold.refundId()), hold.cards(), hold.amount());
    }

    static OrderEvent declinedEvent(Order order, String refundId, List<RuleOutcome> rules) {
        return new RefundHoldDeclined(order.ids(), new RefundId(refundId), rules);
    }
}
